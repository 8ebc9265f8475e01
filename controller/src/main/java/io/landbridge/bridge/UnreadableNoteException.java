package io.landbridge.bridge;

/** The note of a bridge's former shape was changed by another hand, so the bridge cannot be given that shape back. */
public final class UnreadableNoteException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String remedy;

    UnreadableNoteException(String key, Throwable cause) {
        super(cause);
        this.remedy = "the bridge's " + key + " cannot be read, which says what the bridge was like before its host"
                + " joined: write it back as it was, or undo the bridge by hand and forget the host by force";
    }

    @Override
    public String getMessage() {
        return remedy;
    }
}
