package io.visavis.loadclient;

/** Pieces of a page. */
final class Html {
  /** What a page begins with: its style, for light and dark. */
  static final String HEAD =
      """
      <!doctype html><html lang="en"><meta charset="utf-8"><title>visavis load</title>
      <meta name="viewport" content="width=device-width">
      <style>
      :root{color-scheme:light dark;--ink:#1c2430;--soft:#5a6778;--line:#d8dee8;--page:#fff;
        --bad:#b3261e;--c1:#2360c4;--c2:#c2570c;--c3:#1a7f4b;--c4:#7c4dbd}
      @media(prefers-color-scheme:dark){:root{--ink:#e6eaf0;--soft:#9aa7b8;--line:#2b3440;
        --page:#12161c;--bad:#ff8a80;--c1:#7aa7ff;--c2:#ffab70;--c3:#63d297;--c4:#c4a5f5}}
      body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:3rem auto;padding:0 1rem;
        color:var(--ink);background:var(--page)}
      h1{font-size:1.5rem;font-weight:600} h2{font-size:1.1rem;margin-top:2.2rem}
      .scroll{overflow-x:auto;max-height:32rem}
      table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
      th,td{text-align:right;padding:.35rem .6rem;border-bottom:1px solid var(--line)}
      th:first-child,td:first-child{text-align:left} th{font-weight:500;color:var(--soft)}
      .bad{color:var(--bad)}
      figure{margin:1.2rem 0} figcaption{font-weight:500;color:var(--soft)}
      .key{margin-left:.8rem;font-weight:400} .key::before{content:"";display:inline-block;
        width:.9em;height:.2em;margin-right:.35em;vertical-align:middle;background:currentColor}
      .c1{color:var(--c1)} .c2{color:var(--c2)} .c3{color:var(--c3)} .c4{color:var(--c4)}
      .cl{color:var(--bad)}
      svg{width:100%;height:auto;display:block} svg text{font-size:12px;fill:var(--soft)}
      .grid{stroke:var(--line)} .limit{stroke:var(--bad);stroke-dasharray:6 4}
      path{fill:none;stroke-width:1.8;stroke-linejoin:round}
      .l1{stroke:var(--c1)} .l2{stroke:var(--c2)} .l3{stroke:var(--c3)} .l4{stroke:var(--c4)}
      .d1{fill:var(--c1)} .d2{fill:var(--c2)} .d3{fill:var(--c3)} .d4{fill:var(--c4)}
      </style>
      """;

  private Html() {}

  /** Text as it stands in a page or in an attribute. */
  static String escape(String s) {
    return s.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** A row of a table; {@code cell} is {@code th} or {@code td}. The values are escaped here. */
  static String row(String cell, Object... values) {
    StringBuilder s = new StringBuilder("<tr>");
    for (Object v : values) {
      s.append('<').append(cell).append('>').append(escape(String.valueOf(v)));
      s.append("</").append(cell).append('>');
    }
    return s.append("</tr>").toString();
  }
}
