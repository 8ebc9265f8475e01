package io.landbridge.northbound.https;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.util.io.pem.PemObject;

/**
 * Who a server is to its clients.
 *
 * @param key the private key of the first certificate
 * @param chain the server's own certificate, then those that lead to its authority
 */
record ServerIdentity(PrivateKey key, ImmutableList<X509Certificate> chain) {
    /**
     * Reads PEM files as certificate authorities give them.
     *
     * @throws IOException if they hold no usable pair; the message says what to do
     */
    static ServerIdentity read(Path certificates, Path key) throws IOException, GeneralSecurityException {
        ServerIdentity identity = new ServerIdentity(readKey(key), readCertificates(certificates));
        if (!identity.matches()) {
            throw new IOException("%s is not the key of the first certificate in %s".formatted(key, certificates));
        }
        return identity;
    }

    private static ImmutableList<X509Certificate> readCertificates(Path file)
            throws IOException, GeneralSecurityException {
        ImmutableList.Builder<X509Certificate> chain = ImmutableList.builder();
        try (PEMParser pem = open(file)) {
            for (Object next = pem.readObject(); next != null; next = pem.readObject()) {
                if (next instanceof X509CertificateHolder certificate) {
                    chain.add(new JcaX509CertificateConverter().getCertificate(certificate));
                }
            }
        }
        ImmutableList<X509Certificate> found = chain.build();
        if (found.isEmpty()) {
            throw new IOException(file + " holds no certificate in PEM");
        }
        return found;
    }

    /** The first private key of a file, which other things may precede, such as the name of its curve. */
    private static PrivateKey readKey(Path file) throws IOException {
        JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
        try (PEMParser pem = open(file)) {
            for (Object next = pem.readObject(); next != null; next = pem.readObject()) {
                if (next instanceof PrivateKeyInfo key) {
                    return converter.getPrivateKey(key);
                }
                if (next instanceof PEMKeyPair pair) {
                    return converter.getPrivateKey(pair.getPrivateKeyInfo());
                }
                if (next instanceof PEMEncryptedKeyPair || next instanceof PKCS8EncryptedPrivateKeyInfo) {
                    throw new IOException("%s is encrypted; decrypt it: openssl pkey -in %s -out NEW.pem"
                            .formatted(file, file.getFileName()));
                }
            }
        }
        throw new IOException(file + " holds no private key in PEM");
    }

    private static PEMParser open(Path file) throws IOException {
        Reader reader = Files.newBufferedReader(file, StandardCharsets.US_ASCII);
        return new PEMParser(reader);
    }

    /** Whether what the key signs, the certificate verifies. */
    private boolean matches() throws GeneralSecurityException {
        String algorithm = switch (certificate().getPublicKey().getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> certificate().getPublicKey().getAlgorithm();
        };
        byte[] sample = "whose key is it?".getBytes(StandardCharsets.US_ASCII);
        Signature signature = Signature.getInstance(algorithm);
        try {
            signature.initSign(key);
        } catch (InvalidKeyException ofAnotherAlgorithm) {
            return false;
        }
        signature.update(sample);
        byte[] signed = signature.sign();
        signature.initVerify(certificate().getPublicKey());
        signature.update(sample);
        return signature.verify(signed);
    }

    /** The server's own certificate. */
    X509Certificate certificate() {
        return chain.get(0);
    }

    /** What tools call the certificate's SHA-256 fingerprint: upper-case pairs, colons between. */
    String fingerprint() throws GeneralSecurityException {
        byte[] digest = Hashing.sha256().hashBytes(certificate().getEncoded()).asBytes();
        return BaseEncoding.base16().withSeparator(":", 2).encode(digest);
    }

    String certificatesAsPem() throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            for (Certificate certificate : chain) {
                pem.writeObject(certificate);
            }
        }
        return text.toString();
    }

    String keyAsPem() throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            pem.writeObject(new PemObject("PRIVATE KEY", key.getEncoded()));
        }
        return text.toString();
    }
}
