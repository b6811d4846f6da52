/** The commands of operators. */
@NullMarked
package org.livechat.tools;

import org.jspecify.annotations.NullMarked;
