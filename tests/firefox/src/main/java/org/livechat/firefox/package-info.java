/** The machine's Firefox. */
@NullMarked
package org.livechat.firefox;

import org.jspecify.annotations.NullMarked;
