/** A floor policy: who has the role dispatcher outranks everyone else. */
@NullMarked
package org.livechat.plugin.dispatcher;

import org.jspecify.annotations.NullMarked;
