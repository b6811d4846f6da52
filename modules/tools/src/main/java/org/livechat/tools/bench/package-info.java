/** The command lcbench: loads a running server as real clients do, and measures what it costs. */
@NullMarked
package org.livechat.tools.bench;

import org.jspecify.annotations.NullMarked;
