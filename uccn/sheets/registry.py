"""The resources by name. Each app declares its own in its module `sheets`."""

resources = {}


def register(resource_class):
    resources[resource_class.name] = resource_class
    return resource_class


def resource_named(name):
    return resources[name]


def words_for(name):
    """What a resource moves, in words; its bare name if there is none of that name any more."""
    return resources[name].get_display_name() if name in resources else name
