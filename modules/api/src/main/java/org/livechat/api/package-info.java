/** What every module and every plug-in shares: error codes, channel modes, floor codes, identities. */
@NullMarked
package org.livechat.api;

import org.jspecify.annotations.NullMarked;
