/** What the pages of a site have beside the disclosure: the way to the text for the keyboard, where one is, contents, files. */
export const SITE_STYLE = `a { color: #0b3d91; }
a:hover { text-decoration-thickness: 2px; }
a:focus-visible, :target:focus-visible { outline: 3px solid #1a4fa0; outline-offset: 2px; }
.skip { position: absolute; left: 0.5rem; top: -4rem; padding: 0.5rem 1rem; color: #fff; background: #0b3d91; z-index: 2; }
.skip:focus { top: 0.5rem; }
.trail ol { display: flex; flex-wrap: wrap; margin: 0; padding: 0; list-style: none; }
.trail li + li::before { content: "›"; padding: 0 0.5em; }
.contents ol { margin: 0; padding-left: 1.5em; list-style: none; }
.contents > ol { padding-left: 0; }
.contents > ol > li { margin: 0.6rem 0; }
.contents a { display: inline-block; padding: 0.15rem 0; }
.lead, .back { text-indent: 0; }
.lead { text-align: center; }
.draft { text-indent: 0; text-align: center; padding: 0.3rem; border: 2px solid #8a1c1c; color: #8a1c1c; font-weight: 600; }
.files { overflow-x: auto; }
.files th[scope="row"] { overflow-wrap: anywhere; }
@media print { .skip, .trail, .back { display: none; } }`
