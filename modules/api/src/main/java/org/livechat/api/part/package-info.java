/** What every part of a server has in common, whatever its kind: a name, declared settings, a beginning and an end. */
@NullMarked
package org.livechat.api.part;

import org.jspecify.annotations.NullMarked;
