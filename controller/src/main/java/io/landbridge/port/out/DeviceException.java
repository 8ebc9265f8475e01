package io.landbridge.port.out;

/** A host's switch or database did not do what it was asked; the message says what it answered, or that it did not. */
public final class DeviceException extends Exception {
    private static final long serialVersionUID = 1;

    /** What kind of failure, for the decision to try again. */
    public enum Kind {
        /** The connection is gone; the device will come back by itself. */
        DISCONNECTED("Disconnected"),
        /** No answer within the deadline. */
        TIMED_OUT("TimedOut"),
        /** What was read has changed in the meantime: read again. */
        CHANGED_MEANWHILE("ChangedMeanwhile"),
        /** The device understood and said no. */
        REFUSED("Refused"),
        /** What it says of itself makes no sense, or is more than it may be. */
        MALFORMED("Malformed");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** Its name as the reason of a condition. */
        public String label() {
            return label;
        }
    }

    private final Kind kind;
    private final String answer;

    public DeviceException(Kind kind, String message) {
        super(message);
        this.kind = kind;
        this.answer = message;
    }

    public DeviceException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.answer = message;
    }

    public Kind kind() {
        return kind;
    }

    @Override
    public String getMessage() {
        return answer;
    }
}
