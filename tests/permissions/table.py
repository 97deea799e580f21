# ruff: noqa: E501
"""What everybody is answered at every address of the site: the one table."""

COLUMNS = "anonymous disabled staff own other zh en editor publisher superuser".split()

# Names for kinds of records that are always answered alike.
KINDS = {
    "PARTS": "attendance budget contribution evaluationservice figure indicator initiative link",
    "LEXICON": "annualmeeting creativefield formitem formversion goal",
    "OFFICE": "call callphase country page rulechange",
    "RECORDS": "cancellation edition statechange withdrawal",
    "PRIVATE": "assessment contact",
    "PEOPLE": "group user",
}

# A row: the page, the method, what ten people are answered about a row of the focal point's own city, and the kinds of
# records. "own" is the focal point of that city, "other" that of another one: to whom the row is foreign. To everybody
# else a row of one city is a row of the other. "off" is a disabled account.
#
#   ok    the page                      in    must sign in
#   go    on to another page            no    forbidden, whether there is such a row or not
#   400   a form that lacks what it asks for
#   405   no such method                none  nothing there, or back to the desk's first page
#
# Files of an import (<str:upload>) are everybody's own and imported already. POST comes without any field. HEAD is
# answered like GET where it has no row of its own. About a row that is not there, whoever is let in by a row of the
# table is answered "none", and so may be those who see all rows of the kind and are refused this page of theirs.
TABLE = r"""
                                                    anon  off   staff own   other zh    en    edit  publ  super
<id>/password/                                 GET  in    in    no    no    no    no    no    no    no    ok    user
<id>/password/                                 POST in    in    no    no    no    no    no    no    no    ok    user
<int:pk>/approve/                              GET  in    in    405   405   405   405   405   405   405   405   report
<int:pk>/approve/                              POST in    in    no    no    none  no    no    go    go    go    report
<int:pk>/cancel/<str:prefix>/                  GET  in    in    405   405   405   405   405   405   405   405   report
<int:pk>/cancel/<str:prefix>/                  POST in    in    no    no    none  no    no    no    go    go    report
<int:pk>/comments/<int:comment>/done/          GET  in    in    405   405   405   405   405   405   405   405   report
<int:pk>/comments/<int:comment>/done/          POST in    in    no    go    none  no    no    go    go    go    report
<int:pk>/download/                             GET  in    in    no    ok    none  ok    ok    ok    ok    ok    source
<int:pk>/download/                             POST in    in    405   405   405   405   405   405   405   405   source
<int:pk>/editing/                              GET  in    in    405   405   405   405   405   405   405   405   PARTS LEXICON OFFICE PRIVATE city deadline designation report source steeringterm
<int:pk>/editing/                              POST in    in    no    no    no    ok    ok    ok    ok    ok    LEXICON OFFICE city designation steeringterm
<int:pk>/editing/                              POST in    in    no    ok    none  ok    ok    ok    ok    ok    PARTS report
<int:pk>/editing/                              POST in    in    no    no    no    no    no    no    no    ok    PRIVATE
<int:pk>/editing/                              POST in    in    no    no    no    no    no    ok    ok    ok    deadline source
<int:pk>/flags/                                GET  in    in    no    ok    none  ok    ok    ok    ok    ok    report
<int:pk>/flags/                                POST in    in    no    go    none  go    go    go    go    go    report
<int:pk>/history/<int:number>/restore/         GET  in    in    405   405   405   405   405   405   405   405   PARTS LEXICON OFFICE PRIVATE city deadline designation report source steeringterm
<int:pk>/history/<int:number>/restore/         POST in    in    no    no    no    go    go    go    go    go    OFFICE annualmeeting creativefield formitem goal steeringterm
<int:pk>/history/<int:number>/restore/         POST in    in    no    go    none  go    go    go    go    go    PARTS report
<int:pk>/history/<int:number>/restore/         POST in    in    no    no    none  no    no    go    go    go    city source
<int:pk>/history/<int:number>/restore/         POST in    in    no    no    no    no    no    no    no    go    PRIVATE
<int:pk>/history/<int:number>/restore/         POST in    in    no    no    no    no    no    go    go    go    deadline formversion
<int:pk>/history/<int:number>/restore/         POST in    in    no    no    none  go    go    go    go    go    designation
<int:pk>/history/compare/                      GET  in    in    no    ok    none  ok    ok    ok    ok    ok    PARTS city designation report source
<int:pk>/history/compare/                      GET  in    in    no    no    no    ok    ok    ok    ok    ok    OFFICE deadline steeringterm
<int:pk>/history/compare/                      GET  in    in    no    ok    ok    ok    ok    ok    ok    ok    LEXICON
<int:pk>/history/compare/                      GET  in    in    no    no    no    no    no    no    no    ok    PRIVATE
<int:pk>/history/compare/                      POST in    in    405   405   405   405   405   405   405   405   PARTS LEXICON OFFICE PRIVATE city deadline designation report source steeringterm
<int:pk>/links/                                GET  in    in    no    ok    none  ok    ok    ok    ok    ok    report
<int:pk>/links/                                POST in    in    no    ok    none  no    no    ok    ok    ok    report
<int:pk>/links/<int:link>/revoke/              GET  in    in    405   405   405   405   405   405   405   405   report
<int:pk>/links/<int:link>/revoke/              POST in    in    no    go    none  no    no    go    go    go    report
<int:pk>/original/                             GET  in    in    no    ok    none  ok    ok    ok    ok    ok    figure
<int:pk>/original/                             POST in    in    405   405   405   405   405   405   405   405   figure
<int:pk>/picture/                              GET  in    in    no    ok    none  ok    ok    ok    ok    ok    city figure
<int:pk>/picture/                              POST in    in    405   405   405   405   405   405   405   405   city figure
<int:pk>/preview/<str:prefix>/                 GET  in    in    no    ok    none  ok    ok    ok    ok    ok    report
<int:pk>/preview/<str:prefix>/                 POST in    in    405   405   405   405   405   405   405   405   report
<int:pk>/preview/<str:prefix>/figures/<int:number>/ \
                                               GET  in    in    no    ok    none  ok    ok    ok    ok    ok    report
<int:pk>/preview/<str:prefix>/figures/<int:number>/ \
                                               POST in    in    405   405   405   405   405   405   405   405   report
<int:pk>/publish/                              GET  in    in    no    no    none  no    no    no    ok    ok    report
<int:pk>/publish/                              POST in    in    no    no    none  no    no    no    ok    ok    report
<int:pk>/return/                               GET  in    in    405   405   405   405   405   405   405   405   report
<int:pk>/return/                               POST in    in    no    no    none  no    no    go    go    go    report
<int:pk>/submit/                               GET  in    in    405   405   405   405   405   405   405   405   report
<int:pk>/submit/                               POST in    in    no    go    none  no    no    go    go    go    report
<int:pk>/undo/                                 GET  in    in    no    no    none  no    no    no    no    no    batch
<int:pk>/undo/                                 POST in    in    no    go    none  no    go    go    go    go    batch
<int:pk>/undo/<str:upload>/                    GET  in    in    no    go    none  no    go    go    go    go    batch
<int:pk>/undo/<str:upload>/                    POST in    in    no    go    none  no    go    go    go    go    batch
<int:pk>/undo/<str:upload>/confirm/            GET  in    in    no    no    none  no    no    no    no    no    batch
<int:pk>/undo/<str:upload>/confirm/            POST in    in    no    go    none  no    go    go    go    go    batch
<int:pk>/undo/<str:upload>/progress/           GET  in    in    no    ok    none  no    ok    ok    ok    ok    batch
<int:pk>/undo/<str:upload>/progress/           POST in    in    no    ok    none  no    ok    ok    ok    ok    batch
<int:pk>/withdraw/<str:prefix>/                GET  in    in    no    no    none  no    no    no    ok    ok    report
<int:pk>/withdraw/<str:prefix>/                POST in    in    no    no    none  no    no    no    ok    ok    report
<path:object_id>/                              GET  in    in    go    go    go    go    go    go    go    go    PARTS LEXICON OFFICE RECORDS PRIVATE PEOPLE batch city deadline designation mention report source steeringterm
<path:object_id>/                              POST in    in    go    go    go    go    go    go    go    go    PARTS LEXICON OFFICE RECORDS PRIVATE PEOPLE batch city deadline designation mention report source steeringterm
<path:object_id>/change/                       GET  in    in    no    ok    none  ok    ok    ok    ok    ok    PARTS RECORDS batch city designation report source
<path:object_id>/change/                       GET  in    in    no    no    no    ok    ok    ok    ok    ok    OFFICE deadline mention steeringterm
<path:object_id>/change/                       GET  in    in    no    ok    ok    ok    ok    ok    ok    ok    LEXICON
<path:object_id>/change/                       GET  in    in    no    no    no    no    no    no    no    ok    PRIVATE PEOPLE
<path:object_id>/change/                       POST in    in    no    ok    none  ok    ok    ok    ok    ok    PARTS batch report
<path:object_id>/change/                       POST in    in    no    no    no    ok    ok    ok    ok    ok    annualmeeting call callphase city country creativefield formitem formversion page
<path:object_id>/change/                       POST in    in    no    no    no    no    no    no    no    no    RECORDS mention
<path:object_id>/change/                       POST in    in    no    no    no    no    no    no    no    ok    PRIVATE PEOPLE
<path:object_id>/change/                       POST in    in    no    no    no    go    ok    ok    ok    ok    designation goal rulechange steeringterm
<path:object_id>/change/                       POST in    in    no    no    no    no    no    ok    ok    ok    deadline source
<path:object_id>/delete/                       GET  in    in    no    no    no    no    no    ok    ok    ok    LEXICON OFFICE city deadline designation report steeringterm
<path:object_id>/delete/                       GET  in    in    no    ok    none  no    no    ok    ok    ok    PARTS
<path:object_id>/delete/                       GET  in    in    no    no    no    no    no    no    no    no    RECORDS batch mention source
<path:object_id>/delete/                       GET  in    in    no    no    no    no    no    no    no    ok    PRIVATE PEOPLE
<path:object_id>/delete/                       POST in    in    no    no    no    no    no    ok    ok    ok    LEXICON OFFICE city deadline designation report steeringterm
<path:object_id>/delete/                       POST in    in    no    ok    none  no    no    ok    ok    ok    PARTS
<path:object_id>/delete/                       POST in    in    no    no    no    no    no    no    no    no    RECORDS batch mention source
<path:object_id>/delete/                       POST in    in    no    no    no    no    no    no    no    ok    PRIVATE PEOPLE
<path:object_id>/history/                      GET  in    in    no    ok    none  ok    ok    ok    ok    ok    PARTS RECORDS city designation report source
<path:object_id>/history/                      GET  in    in    no    no    no    ok    ok    ok    ok    ok    OFFICE deadline mention steeringterm
<path:object_id>/history/                      GET  in    in    no    ok    ok    ok    ok    ok    ok    ok    LEXICON
<path:object_id>/history/                      GET  in    in    no    no    no    no    no    no    no    ok    PRIVATE PEOPLE
<path:object_id>/history/                      GET  in    in    none  ok    none  ok    ok    ok    ok    ok    batch
<path:object_id>/history/                      POST in    in    no    ok    none  ok    ok    ok    ok    ok    PARTS RECORDS city designation report source
<path:object_id>/history/                      POST in    in    no    no    no    ok    ok    ok    ok    ok    OFFICE deadline mention steeringterm
<path:object_id>/history/                      POST in    in    no    ok    ok    ok    ok    ok    ok    ok    LEXICON
<path:object_id>/history/                      POST in    in    no    no    no    no    no    no    no    ok    PRIVATE PEOPLE
<path:object_id>/history/                      POST in    in    none  ok    none  ok    ok    ok    ok    ok    batch
add/                                           GET  in    in    no    no    no    no    no    ok    ok    ok    LEXICON OFFICE city deadline designation source steeringterm
add/                                           GET  in    in    no    ok    none  no    no    ok    ok    ok    PARTS
add/                                           GET  in    in    no    no    no    no    no    no    no    no    RECORDS batch mention
add/                                           GET  in    in    no    no    no    no    no    no    no    ok    PRIVATE PEOPLE
add/                                           GET  in    in    no    ok    ok    no    no    ok    ok    ok    report
add/                                           POST in    in    no    no    no    no    no    ok    ok    ok    LEXICON OFFICE city deadline designation source steeringterm
add/                                           POST in    in    no    ok    none  no    no    ok    ok    ok    PARTS
add/                                           POST in    in    no    no    no    no    no    no    no    no    RECORDS batch mention
add/                                           POST in    in    no    no    no    no    no    no    no    ok    PRIVATE PEOPLE
add/                                           POST in    in    no    ok    ok    no    no    ok    ok    ok    report
import/                                        GET  in    in    no    ok    ok    ok    ok    ok    ok    ok    answer attendance event initiative report
import/                                        GET  in    in    no    no    no    ok    ok    ok    ok    ok    city steeringterm
import/                                        GET  in    in    no    no    no    no    no    no    no    ok    contact
import/                                        POST in    in    no    ok    ok    ok    ok    ok    ok    ok    answer attendance event initiative report
import/                                        POST in    in    no    no    no    ok    ok    ok    ok    ok    city steeringterm
import/                                        POST in    in    no    no    no    no    no    no    no    ok    contact
import/<str:upload>/                           GET  in    in    no    ok    ok    ok    ok    ok    ok    ok    answer attendance event initiative report
import/<str:upload>/                           GET  in    in    no    no    no    ok    ok    ok    ok    ok    city steeringterm
import/<str:upload>/                           GET  in    in    no    no    no    no    no    no    no    ok    contact
import/<str:upload>/                           POST in    in    no    ok    ok    ok    ok    ok    ok    ok    answer attendance event initiative report
import/<str:upload>/                           POST in    in    no    no    no    ok    ok    ok    ok    ok    city steeringterm
import/<str:upload>/                           POST in    in    no    no    no    no    no    no    no    ok    contact
import/<str:upload>/answers/                   GET  in    in    no    no    no    no    no    no    no    no    answer attendance city contact event initiative report steeringterm
import/<str:upload>/answers/                   POST in    in    no    go    go    go    go    go    go    go    answer attendance event initiative report
import/<str:upload>/answers/                   POST in    in    no    no    no    go    go    go    go    go    city steeringterm
import/<str:upload>/answers/                   POST in    in    no    no    no    no    no    no    no    go    contact
import/<str:upload>/columns/                   GET  in    in    no    no    no    no    no    no    no    no    answer attendance city contact event initiative report steeringterm
import/<str:upload>/columns/                   POST in    in    no    go    go    go    go    go    go    go    answer attendance event initiative report
import/<str:upload>/columns/                   POST in    in    no    no    no    go    go    go    go    go    city steeringterm
import/<str:upload>/columns/                   POST in    in    no    no    no    no    no    no    no    go    contact
import/<str:upload>/confirm/                   GET  in    in    no    no    no    no    no    no    no    no    answer attendance city contact event initiative report steeringterm
import/<str:upload>/confirm/                   POST in    in    no    go    go    go    go    go    go    go    answer attendance event initiative report
import/<str:upload>/confirm/                   POST in    in    no    no    no    go    go    go    go    go    city steeringterm
import/<str:upload>/confirm/                   POST in    in    no    no    no    no    no    no    no    go    contact
import/<str:upload>/problems/                  GET  in    in    no    no    no    no    no    no    no    no    answer attendance city contact event initiative report steeringterm
import/<str:upload>/problems/                  POST in    in    no    no    no    no    no    no    no    no    answer attendance city contact event initiative report steeringterm
import/<str:upload>/progress/                  GET  in    in    no    ok    ok    ok    ok    ok    ok    ok    answer attendance event initiative report
import/<str:upload>/progress/                  GET  in    in    no    no    no    ok    ok    ok    ok    ok    city steeringterm
import/<str:upload>/progress/                  GET  in    in    no    no    no    no    no    no    no    ok    contact
import/<str:upload>/progress/                  POST in    in    no    ok    ok    ok    ok    ok    ok    ok    answer attendance event initiative report
import/<str:upload>/progress/                  POST in    in    no    no    no    ok    ok    ok    ok    ok    city steeringterm
import/<str:upload>/progress/                  POST in    in    no    no    no    no    no    no    no    ok    contact
list                                           GET  in    in    no    ok    ok    ok    ok    ok    ok    ok    PARTS LEXICON RECORDS batch city designation report source
list                                           GET  in    in    no    no    no    ok    ok    ok    ok    ok    OFFICE deadline mention steeringterm
list                                           GET  in    in    no    no    no    no    no    no    no    ok    PRIVATE PEOPLE
list                                           POST in    in    no    ok    ok    ok    ok    ok    ok    ok    PARTS LEXICON RECORDS batch city designation report source
list                                           POST in    in    no    no    no    ok    ok    ok    ok    ok    OFFICE deadline mention steeringterm
list                                           POST in    in    no    no    no    no    no    no    no    ok    PRIVATE PEOPLE
recover/                                       GET  in    in    no    no    no    no    no    ok    ok    ok    PARTS LEXICON OFFICE city deadline designation report steeringterm
recover/                                       GET  in    in    no    no    no    no    no    no    no    ok    PRIVATE source
recover/                                       POST in    in    405   405   405   405   405   405   405   405   PARTS LEXICON OFFICE PRIVATE city deadline designation report source steeringterm
recover/<int:number>/                          GET  in    in    405   405   405   405   405   405   405   405   PARTS LEXICON OFFICE PRIVATE city deadline designation report source steeringterm
recover/<int:number>/                          POST in    in    no    no    no    no    no    none  none  none  PARTS LEXICON OFFICE city deadline designation report steeringterm
recover/<int:number>/                          POST in    in    no    no    no    no    no    no    no    none  PRIVATE source
<path:object_id>/                              GET  in    in    go    go    go    go    go    go    go    go    export
<path:object_id>/                              POST in    in    go    go    go    go    go    go    go    go    export
<path:object_id>/change/                       GET  in    in    no    ok    none  ok    ok    ok    ok    ok    export
<path:object_id>/change/                       POST in    in    no    no    no    no    no    no    no    no    export
<path:object_id>/delete/                       GET  in    in    no    no    no    no    no    no    no    no    export
<path:object_id>/delete/                       POST in    in    no    no    no    no    no    no    no    no    export
<path:object_id>/history/                      GET  in    in    none  ok    none  ok    ok    ok    ok    ok    export
<path:object_id>/history/                      POST in    in    none  ok    none  ok    ok    ok    ok    ok    export
add/                                           GET  in    in    no    no    no    no    no    no    no    no    export
add/                                           POST in    in    no    no    no    no    no    no    no    no    export
export/                                        GET  in    in    no    ok    ok    ok    ok    ok    ok    ok    attendance city initiative report
export/                                        GET  in    in    no    no    no    no    no    no    no    ok    contact
export/                                        GET  in    in    no    no    no    ok    ok    ok    ok    ok    steeringterm
export/                                        POST in    in    no    400   400   400   400   400   400   400   attendance city initiative report
export/                                        POST in    in    no    no    no    no    no    no    no    400   contact
export/                                        POST in    in    no    no    no    400   400   400   400   400   steeringterm
list                                           GET  in    in    no    ok    ok    ok    ok    ok    ok    ok    export
list                                           POST in    in    no    ok    ok    ok    ok    ok    ok    ok    export
template/<str:resource>/                       GET  in    in    no    ok    ok    ok    ok    ok    ok    ok    attendance city initiative report
template/<str:resource>/                       GET  in    in    no    no    no    no    no    no    no    ok    contact
template/<str:resource>/                       GET  in    in    no    no    no    ok    ok    ok    ok    ok    steeringterm
template/<str:resource>/                       POST in    in    no    405   405   405   405   405   405   405   attendance city initiative report
template/<str:resource>/                       POST in    in    no    no    no    no    no    no    no    405   contact
template/<str:resource>/                       POST in    in    no    no    no    405   405   405   405   405   steeringterm
admin/translations/sheet/                      GET  in    in    no    ok    ok    ok    ok    ok    ok    ok    -
admin/translations/sheet/                      POST in    in    no    400   400   400   400   400   400   400   -
root                                           GET  go    go    go    go    go    go    go    go    go    go    -
root                                           POST 405   405   405   405   405   405   405   405   405   405   -
admin/                                         GET  in    in    ok    ok    ok    ok    ok    ok    ok    ok    -
admin/                                         POST in    in    ok    ok    ok    ok    ok    ok    ok    ok    -
admin/(?P<app_label>auth|accounts|sheets|cities|reports)/ \
                                               GET  in    in    none  ok    ok    ok    ok    ok    ok    ok    -
admin/(?P<app_label>auth|accounts|sheets|cities|reports)/ \
                                               POST in    in    none  ok    ok    ok    ok    ok    ok    ok    -
admin/(?P<url>.*)                              GET  in    in    none  none  none  none  none  none  none  none  -
admin/(?P<url>.*)                              POST in    in    none  none  none  none  none  none  none  none  -
admin/autocomplete/                            GET  in    in    no    ok    ok    ok    ok    ok    ok    ok    -
admin/autocomplete/                            POST in    in    405   405   405   405   405   405   405   405   -
admin/jsi18n/                                  GET  in    in    ok    ok    ok    ok    ok    ok    ok    ok    -
admin/jsi18n/                                  POST in    in    405   405   405   405   405   405   405   405   -
admin/language/                                GET  go    go    go    go    go    go    go    go    go    go    -
admin/language/                                POST go    go    go    go    go    go    go    go    go    go    -
admin/login/                                   GET  ok    ok    none  none  none  none  none  none  none  none  -
admin/login/                                   HEAD ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    -
admin/login/                                   POST ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    -
admin/logout/                                  GET  none  none  405   405   405   405   405   405   405   405   -
admin/logout/                                  POST none  none  ok    ok    ok    ok    ok    ok    ok    ok    -
admin/password_change/                         GET  in    in    ok    ok    ok    ok    ok    ok    ok    ok    -
admin/password_change/                         POST in    in    ok    ok    ok    ok    ok    ok    ok    ok    -
admin/password_change/done/                    GET  in    in    ok    ok    ok    ok    ok    ok    ok    ok    -
admin/password_change/done/                    POST in    in    405   405   405   405   405   405   405   405   -
admin/r/                                       GET  none  none  none  none  none  none  none  none  none  none  -
admin/r/                                       POST none  none  none  none  none  none  none  none  none  none  -
admin/translations/                            GET  in    in    no    ok    ok    ok    ok    ok    ok    ok    -
admin/translations/                            POST in    in    405   405   405   405   405   405   405   405   -
admin/translations/<int:pk>/                   GET  in    in    405   405   405   405   405   405   405   405   -
admin/translations/<int:pk>/                   POST in    in    none  go    none  go    go    go    go    go    -
en/                                            GET  ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    -
en/                                            POST 405   405   405   405   405   405   405   405   405   405   -
en/about/                                      GET  ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    -
en/about/                                      POST 405   405   405   405   405   405   405   405   405   405   -
en/cities/                                     GET  ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    -
en/cities/                                     POST 405   405   405   405   405   405   405   405   405   405   -
en/cities/<slug:slug>/                         GET  ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    -
en/cities/<slug:slug>/                         POST 405   405   405   405   405   405   405   405   405   405   -
en/fields/<slug:code>/                         GET  ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    -
en/fields/<slug:code>/                         POST 405   405   405   405   405   405   405   405   405   405   -
en/network/                                    GET  ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    -
en/network/                                    POST 405   405   405   405   405   405   405   405   405   405   -
en/preview/<str:token>/                        GET  ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    -
en/preview/<str:token>/                        POST ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    -
en/preview/<str:token>/figures/<int:number>/   GET  ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    -
en/preview/<str:token>/figures/<int:number>/   POST 405   405   405   405   405   405   405   405   405   405   -
en/reports/                                    GET  ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    -
en/reports/                                    POST 405   405   405   405   405   405   405   405   405   405   -
en/reports/<slug:slug>/                        GET  ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    -
en/reports/<slug:slug>/                        POST 405   405   405   405   405   405   405   405   405   405   -
en/reports/<slug:slug>/editions/<int:number>/  GET  ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    -
en/reports/<slug:slug>/editions/<int:number>/  POST 405   405   405   405   405   405   405   405   405   405   -
en/reports/<slug:slug>/editions/<int:number>/figures/<int:figure>-<int:width>.<str:suffix> \
                                               GET  ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    -
en/reports/<slug:slug>/editions/<int:number>/figures/<int:figure>-<int:width>.<str:suffix> \
                                               POST 405   405   405   405   405   405   405   405   405   405   -
en/reports/<slug:slug>/editions/<int:number>/figures/<int:figure>/ \
                                               GET  ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    -
en/reports/<slug:slug>/editions/<int:number>/figures/<int:figure>/ \
                                               POST 405   405   405   405   405   405   405   405   405   405   -
en/statistics/                                 GET  ok    ok    ok    ok    ok    ok    ok    ok    ok    ok    -
en/statistics/                                 POST 405   405   405   405   405   405   405   405   405   405   -
favicon.ico                                    GET  go    go    go    go    go    go    go    go    go    go    -
favicon.ico                                    POST 405   405   405   405   405   405   405   405   405   405   -
zh-hans/(?P<rest>.*)                           GET  go    go    go    go    go    go    go    go    go    go    -
zh-hans/(?P<rest>.*)                           POST 405   405   405   405   405   405   405   405   405   405   -
"""


def read(table):
    """{(kind of record or "", page, method): {person: answer}}"""
    expected = {}
    for line in table.replace("\\\n", "").strip().splitlines()[1:]:
        page, method, *rest = line.split()
        answers, kinds = rest[: len(COLUMNS)], rest[len(COLUMNS) :]
        for kind in " ".join(KINDS.get(name, name) for name in kinds).split():
            place = ("" if kind == "-" else kind, "" if page == "root" else page, method)
            assert place not in expected, place
            expected[place] = dict(zip(COLUMNS, answers, strict=True))
    return expected
