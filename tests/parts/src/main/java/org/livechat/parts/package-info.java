/** What tests with a whole server have in common. */
@NullMarked
package org.livechat.parts;

import org.jspecify.annotations.NullMarked;
