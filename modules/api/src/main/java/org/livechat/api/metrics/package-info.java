/** Figures of the server: modules offer them, whoever serves metrics reads them. */
@NullMarked
package org.livechat.api.metrics;

import org.jspecify.annotations.NullMarked;
