"""What a browser would send if somebody opened a form and pressed its button without touching anything."""

import html5lib


def fields_of(response, form_id):
    """The fields of the form as {name: value}, a list where a name has several; buttons are left out."""
    root = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    form = next(element for element in root.iter("form") if element.get("id") == form_id)
    found = {}
    for element in form.iter():
        name = element.get("name")
        if name and element.tag in ("input", "select", "textarea") and "__prefix__" not in name:
            found.setdefault(name, []).extend(values_of(element))
    return {name: values[0] if len(values) == 1 else values for name, values in found.items() if values}


def values_of(element):
    if element.tag == "textarea":
        return ["".join(element.itertext()).removeprefix("\n")]
    if element.tag == "select":
        options = list(element.iter("option"))
        chosen = [option for option in options if option.get("selected") is not None]
        if not chosen and element.get("multiple") is None:
            chosen = options[:1]
        return [option.get("value") for option in chosen]
    if element.get("type") in ("submit", "button", "file"):
        return []
    if element.get("type") in ("checkbox", "radio") and element.get("checked") is None:
        return []
    return [element.get("value", "")]


def faults_of(response):
    """The sentences a refused form shows, in their order."""
    root = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    lists = [element for element in root.iter("ul") if "errorlist" in element.get("class", "").split()]
    return ["".join(entry.itertext()).strip() for each in lists for entry in each.iter("li")]


def messages_of(response):
    root = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    lists = [element for element in root.iter("ul") if "messagelist" in element.get("class", "").split()]
    return ["".join(entry.itertext()).strip() for each in lists for entry in each.iter("li")]
