# Finds a browser for the journeys; sourced after _common.sh. Sets MANYHANDS_BROWSER: its path, empty for Playwright's own.
export PLAYWRIGHT_BROWSERS_PATH=$tools/browsers

browser_on_path() {
  local name
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" 2> /dev/null && return
  done
  return 1
}

# Does it open a page? A browser without its libraries is there and yet of no use.
browser_opens() {
  MANYHANDS_BROWSER=$1 "$python" - 2> /dev/null << 'END'
import os
from playwright.sync_api import sync_playwright

with sync_playwright() as playwright:
    path = os.environ["MANYHANDS_BROWSER"] or None
    browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
    browser.new_page().goto("about:blank")
    browser.close()
END
}

# Playwright brings a Node of its own, which wants a library (libatomic) that a bare machine lacks; ours does not.
find_driver() {
  local driver
  driver=$("$python" -c 'import playwright; print(playwright.__path__[0])')/driver/node
  "$driver" --version > /dev/null 2>&1 || PLAYWRIGHT_NODEJS_PATH=$(command -v node)
  [ -z "${PLAYWRIGHT_NODEJS_PATH:-}" ] || export PLAYWRIGHT_NODEJS_PATH
}

find_browser() {
  find_driver
  [ -n "${MANYHANDS_BROWSER+told}" ] && return
  if MANYHANDS_BROWSER=$(browser_on_path) && browser_opens "$MANYHANDS_BROWSER"; then
    export MANYHANDS_BROWSER
    return
  fi
  export MANYHANDS_BROWSER=
  browser_opens "" && return
  say "No Chromium on the path: fetching Playwright's"
  if timeout 300 "$python" -m playwright install chromium > /dev/null 2>&1 && browser_opens ""; then return; fi
  if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
    say "Installing the system's chromium"
    DEBIAN_FRONTEND=noninteractive apt-get update -qq > /dev/null 2>&1 || true
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium > /dev/null 2>&1 || true
    if MANYHANDS_BROWSER=$(browser_on_path) && browser_opens "$MANYHANDS_BROWSER"; then
      export MANYHANDS_BROWSER
      return
    fi
  fi
  fail "The journeys need a browser: install Chromium (on Debian: apt install chromium) and call this again."
}
