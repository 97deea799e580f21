"""What editors paste from Word and WPS: the structure stays, the style code goes, and they are told what was lost."""

import pytest

from tests.browser.desk import open_with_editors, sign_in

PASTE = """(html) => {
  const data = new DataTransfer()
  data.setData("text/html", html)
  const paste = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })
  document.querySelector(".prose-editor > .ProseMirror").dispatchEvent(paste)
}"""
WORD = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
<head><meta name=Generator content="Microsoft Word 15">
<style><!-- p.MsoNormal {margin:0cm; font-size:12.0pt; font-family:Calibri;} --></style></head>
<body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment-->
<h1><span lang=EN-GB style='font-family:"Times New Roman",serif;color:#2F5496'>Schools of craft<o:p></o:p></span></h1>
<p class=MsoNormal><b style='mso-bidi-font-weight:normal'><span style='font-size:14.0pt'>Twelve</span></b> schools
teach <i>porcelain</i>.<span class=MsoCommentReference><a class=msocomanchor href="#_msocom_1">[A1]</a></span></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;
</span></span></span><![endif]>Kilns<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o </span>Wood</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>· </span>Glazes</p>
<table class=MsoTableGrid border=1 style='border-collapse:collapse'><tr style='mso-yfti-irow:0'>
<td width=301 colspan=2 style='width:225.4pt'><p class=MsoNormal>Year<o:p></o:p></p></td></tr>
<tr><td><p class=MsoNormal>2017</p></td><td><p class=MsoNormal>12</p></td></tr></table>
<p class=MsoNormal><!--[if gte vml 1]><v:shape id="p" style='width:10pt'><v:imagedata src="file:///C:/a.png"/>
</v:shape><![endif]--><![if !vml]><img width=10 height=10 src="file:///C:/a.png" v:shapes="p"><![endif]></p>
<div style='mso-element:comment-list'><div style='mso-element:comment'><div id="_com_1" class=msocomtxt>
<p class=MsoCommentText>Is this so?</p></div></div></div><!--EndFragment--></body></html>"""
WPS = """<html xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta name="Generator" content="Kingsoft WPS">
<style>p.MsoNormal{mso-style-name:正文;font-family:等线;font-size:10.5000pt;}</style></head><body><!--StartFragment-->
<p class="3" style="mso-outline-level:1"><b><span style="font-family:黑体;font-size:16.0000pt">传承</span></b></p>
<p class=MsoNormal><span style="font-family:宋体;font-weight:bold;"><font face="宋体">陶瓷</font></span>
<span style="font-family:宋体">学校<o:p></o:p></span></p>
<p class=MsoNormal style="mso-list:l0 level1 lfo1"><![if !supportLists]><span style="mso-list:Ignore">3.<span>
</span></span><![endif]><span style="font-family:宋体">窑</span></p>
<p class=MsoNormal style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">4.</span><span>釉</span></p>
<p class=MsoNormal><a href="file:///D:/%E6%8A%A5%E5%91%8A.docx">附件</a></p><!--EndFragment--></body></html>"""
ACTIVE = """<p onclick="window.ran=1">a<script>window.ran=1</script><img src=x onerror="window.ran=1">
<a href="javascript:window.ran=1">b</a></p><iframe srcdoc="<script>parent.ran=1</script>"></iframe>"""


@pytest.fixture
def box(page, site):
    sign_in(page, site)
    open_with_editors(page, "/admin/cities/page/add/")
    # Nobody is asked whether to leave.
    page.on("dialog", lambda dialog: dialog.accept())
    return page


def pasted(page, html):
    page.evaluate(PASTE, html)
    return page.locator("#id_body_zh_hans").input_value(), page.locator(".pasted-note").first.inner_text()


def test_word_keeps_headings_lists_and_tables_and_says_what_it_lost(box):
    text, note = pasted(box, WORD)

    assert text == (
        "<h3>Schools of craft</h3><p><strong>Twelve</strong> schools teach <em>porcelain</em>.</p>"
        "<ul><li><p>Kilns</p><ul><li><p>Wood</p></li></ul></li><li><p>Glazes</p></li></ul>"
        '<table><tbody><tr><td colspan="2"><p>Year</p></td></tr><tr><td><p>2017</p></td><td><p>12</p></td></tr>'
        "</tbody></table>"
    )
    assert note == "Left out of what you pasted: pictures: 1, comments: 1, fonts, sizes and colours."


def test_wps_keeps_headings_bold_and_numbers_of_lists(box):
    text, note = pasted(box, WPS)

    assert text == (
        "<h3><strong>传承</strong></h3><p><strong>陶瓷</strong> 学校</p>"
        '<ol data-type="decimal" start="3"><li><p>窑</p></li><li><p>釉</p></li></ol><p>附件</p>'
    )
    assert note == "Left out of what you pasted: links that lead nowhere on the web: 1, fonts, sizes and colours."


def test_nothing_pasted_runs(box):
    text, note = pasted(box, ACTIVE)

    assert text == "<p>a b</p>"
    assert note == (
        "Left out of what you pasted: pictures: 1, embedded contents: 2, links that lead nowhere on the web: 1."
    )
    assert box.evaluate("window.ran") is None


def test_plain_paragraphs_lose_nothing_and_nothing_is_said(box):
    assert pasted(box, "<p>陶瓷 <em>porcelain</em></p>") == ("<p>陶瓷 <em>porcelain</em></p>", "")
