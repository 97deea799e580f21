"""The resources by name. Each app declares its own in its module `sheets`."""

resources = {}


def register(resource_class):
    resources[resource_class.name] = resource_class
    return resource_class


def resource_named(name):
    return resources[name]
