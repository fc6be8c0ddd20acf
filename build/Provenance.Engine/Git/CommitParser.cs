using System.Collections.Immutable;
using System.Text;

namespace Provenance.Engine.Git;

/// <summary>Reads the raw form of a commit object (gitformat: header lines, blank line, message).</summary>
public static class CommitParser
{
    // Years 1 to 9999: git takes any number, and what lies beyond has no day in a calendar.
    private const long FirstSecond = -62_135_596_800;
    private const long LastSecond = 253_402_300_799;

    static CommitParser() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Null when the bytes are no commit.</summary>
    public static CommitObject? Parse(ObjectId id, ReadOnlySpan<byte> content)
    {
        var whole = content;
        var isSigned = false;
        ObjectId tree = default;
        var parents = ImmutableArray.CreateBuilder<ObjectId>();
        ReadOnlySpan<byte> author = default;
        ReadOnlySpan<byte> committer = default;
        var encoding = Encoding.UTF8;
        while (content.Length > 0)
        {
            var end = content.IndexOf((byte)'\n');
            var line = end < 0 ? content : content[..end];
            content = end < 0 ? [] : content[(end + 1)..];
            if (line.Length == 0)
            {
                break;
            }

            if (line.StartsWith("tree "u8))
            {
                if (!ObjectId.TryParse(line[5..], out tree))
                {
                    return null;
                }
            }
            else if (line.StartsWith("parent "u8))
            {
                if (!ObjectId.TryParse(line[7..], out var parent))
                {
                    return null;
                }

                parents.Add(parent);
            }
            else if (line.StartsWith("author "u8) && author.IsEmpty)
            {
                author = line[7..];
            }
            else if (line.StartsWith("committer "u8) && committer.IsEmpty)
            {
                committer = line[10..];
            }
            else if (line.StartsWith("gpgsig"u8))
            {
                isSigned = true;
            }
            else if (line.StartsWith("encoding "u8))
            {
                encoding = EncodingNamed(Encoding.ASCII.GetString(line[9..]));
            }
        }

        if (tree.IsZero || committer.IsEmpty)
        {
            return null;
        }

        var truncated = content.Length > GitLimits.MessageBytes;
        var message = encoding.GetString(truncated ? content[..GitLimits.MessageBytes] : content);
        return new CommitObject(id, tree, parents.ToImmutable(), Identity(author, encoding), Identity(committer, encoding), message, truncated)
        {
            SignedContent = isSigned ? whole.ToArray() : null,
        };
    }

    // "Name <address> seconds zone"; old and imported commits miss any part of it.
    private static CommitIdentity Identity(ReadOnlySpan<byte> line, Encoding encoding)
    {
        var close = line.LastIndexOf((byte)'>');
        var open = close < 0 ? -1 : line[..close].IndexOf((byte)'<');
        var name = open < 0 ? line : line[..open];
        var email = open < 0 ? default : line[(open + 1)..close];
        long seconds = 0;
        var rest = close < 0 ? default : line[(close + 1)..];
        rest = rest.TrimStart((byte)' ');
        var space = rest.IndexOf((byte)' ');
        if (System.Buffers.Text.Utf8Parser.TryParse(space < 0 ? rest : rest[..space], out long parsed, out _))
        {
            seconds = Math.Clamp(parsed, FirstSecond, LastSecond);
        }

        return new CommitIdentity(encoding.GetString(name).Trim(), encoding.GetString(email).Trim(), seconds);
    }

    private static Encoding EncodingNamed(string name)
    {
        try
        {
            return Encoding.GetEncoding(name.Trim());
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            // git itself leaves bytes of an unknown encoding as they are, and .NET knows some that it refuses (UTF-7); replacement characters match no rule.
            return Encoding.UTF8;
        }
    }
}
