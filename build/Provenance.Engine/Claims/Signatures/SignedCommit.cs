namespace Provenance.Engine.Claims.Signatures;

/// <summary>What a signature is made with, by the first line of its armour.</summary>
public enum SignatureFormat : byte
{
    None,
    OpenPgp,
    Ssh,
    X509,
    Other,
}

/// <summary>A commit object split into what was signed and the signature (gitformat-signature).</summary>
/// <param name="Payload">The object without its signature headers; empty when there is no signature.</param>
/// <param name="Signature">The armoured signature, lines ended by LF.</param>
public sealed record SignedCommit(SignatureFormat Format, byte[] Payload, byte[] Signature)
{
    private static readonly SignedCommit Unsigned = new(SignatureFormat.None, [], []);

    /// <param name="content">The raw content of a commit object.</param>
    public static SignedCommit Read(ReadOnlySpan<byte> content)
    {
        var payload = new List<byte>(content.Length);
        var signature = new List<byte>();
        var inSignature = false;
        var isOwn = false;
        while (!content.IsEmpty)
        {
            var end = content.IndexOf((byte)'\n');
            var line = end < 0 ? content : content[..(end + 1)];
            if (line is [(byte)'\n'])
            {
                break;
            }

            // Headers go on with a blank at the start of a line. A commit may carry one signature for each form of its id; the first is the one of this form.
            if (line[0] == ' ' && inSignature)
            {
                Append(signature, isOwn ? line[1..] : []);
            }
            else
            {
                isOwn = signature.Count == 0 && line.StartsWith("gpgsig "u8);
                inSignature = isOwn || line.StartsWith("gpgsig "u8) || line.StartsWith("gpgsig-sha256 "u8);
                Append(signature, isOwn ? line["gpgsig ".Length..] : []);
                Append(payload, inSignature ? [] : line);
            }

            content = content[line.Length..];
        }

        if (signature.Count == 0)
        {
            return Unsigned;
        }

        Append(payload, content);
        return new SignedCommit(FormatOf([.. signature]), [.. payload], [.. signature]);
    }

    private static SignatureFormat FormatOf(ReadOnlySpan<byte> signature) =>
        signature.StartsWith("-----BEGIN PGP SIGNATURE-----"u8) ? SignatureFormat.OpenPgp
            : signature.StartsWith("-----BEGIN SSH SIGNATURE-----"u8) ? SignatureFormat.Ssh
            : signature.StartsWith("-----BEGIN SIGNED MESSAGE-----"u8) ? SignatureFormat.X509
            : SignatureFormat.Other;

    private static void Append(List<byte> target, ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            target.Add(b);
        }
    }
}
