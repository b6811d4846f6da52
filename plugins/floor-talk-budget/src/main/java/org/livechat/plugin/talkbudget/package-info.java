/** A floor policy: who has used up a budget of talk time waits behind others. */
@NullMarked
package org.livechat.plugin.talkbudget;

import org.jspecify.annotations.NullMarked;
