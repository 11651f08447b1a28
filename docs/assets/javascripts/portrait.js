"use strict";
// Opens what holds the address's target: a tab of the flows, a fold. Without JavaScript the style sheet shows the tab.
(() => {
  function open() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    const tab = target.closest(".tabbed-block");
    if (tab) {
      const place = [...tab.parentElement.children].indexOf(tab);
      tab.closest(".tabbed-set").querySelectorAll("input[type=radio]")[place].checked = true;
    }
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    if (tab || target.closest("details")) target.scrollIntoView();
  }
  addEventListener("hashchange", open);
  open();
})();
