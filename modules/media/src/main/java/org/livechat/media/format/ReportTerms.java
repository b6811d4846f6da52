package org.livechat.media.format;

import org.livechat.rtc.rtp.CanonicalName;

/**
 * How one client is sent reports on one section, or on its transport. Immutable.
 *
 * @param receiversMeasure whether the client answers a clock that is stated to it (RFC 3611 4.4, 4.5)
 * @param reducedSize whether feedback may go without a report and a description in front of it (RFC 5506)
 * @param name of the server in this client's session: that of all streams that it sends there
 */
public record ReportTerms(boolean receiversMeasure, boolean reducedSize, CanonicalName name) {
    static final ReportTerms NONE = new ReportTerms(false, false, new CanonicalName(""));
}
