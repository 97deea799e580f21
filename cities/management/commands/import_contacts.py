from cities.sheets.contacts import ContactResource
from uccn.sheets.commands import ImportCommand


class Command(ImportCommand):
    help = "Import a spreadsheet of contacts, as the desk would."
    resource_class = ContactResource
    noun = "contact"
