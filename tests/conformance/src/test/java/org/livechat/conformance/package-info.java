/** The wire protocol, walked over real WebSockets against the real control plane and gateway. */
@NullMarked
package org.livechat.conformance;

import org.jspecify.annotations.NullMarked;
