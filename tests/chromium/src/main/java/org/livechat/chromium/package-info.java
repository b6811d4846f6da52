/** The machine's Chromium, and what a person does at the console in it. */
@NullMarked
package org.livechat.chromium;

import org.jspecify.annotations.NullMarked;
