"""やさしい日本語: what an officer could write more easily, told gently and with a suggestion.

The rules are those of 出入国在留管理庁・文化庁『在留支援のためのやさしい日本語ガイドライン』
(August 2020, with its 別冊「やさしい日本語書き換え例」), called *the guideline* in this package, and of
出入国在留管理庁『やさしい日本語研修教材例』(March 2024), which teaches it; each rule names the point
it follows. Where the guideline leaves a point open, the rule says whose practice it follows:
弘前大学社会言語学研究室『「やさしい日本語」作成のためのガイドライン』(2013), called Hirosaki's,
文化審議会建議「公用文作成の考え方」(7 January 2022), or the project's own.

A warning that is wrong costs more than one that is missing: officers stop reading them. Every rule
prefers silence where it is not sure, and a text that is easy already gets no warning at all.
"""
