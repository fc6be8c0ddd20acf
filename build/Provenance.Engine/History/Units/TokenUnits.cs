using Provenance.Engine.Git;
using Provenance.Engine.History.Scanning;

namespace Provenance.Engine.History.Units;

/// <summary>Significant tokens as the C# lexer sees them. A line of the text diff is the tokens that begin in it, so that white space, comments and line ends change nothing.</summary>
/// <param name="versionBytes">Memory for versions from which the next ones are read.</param>
public sealed class TokenUnits(long versionBytes = TokenUnits.DefaultVersionBytes) : IUnitReader
{
    /// <summary>For some 700,000 lines: nearly every replaced version of a large history is there still.</summary>
    public const long DefaultVersionBytes = 24L << 20;

    private readonly TokenScanner _scanner = new();
    private readonly SourceDecoder _decoder = new();
    private readonly TokenBuffer _tokens = new();
    private readonly UnitSequenceBuilder _builder = new();
    private readonly Rejoin _rejoin = new();
    private readonly RecentVersions _recent = new(versionBytes);

    public UnitSequence? Read(ReadOnlySpan<byte> content)
    {
        var text = _decoder.Decode(content, out var encoding);
        return encoding == SourceEncoding.NotText ? null : Read(text, ReadVersion.Empty, UnitSequence.Empty);
    }

    public UnitSequence? Read(ReadOnlySpan<byte> content, ObjectId blob, ObjectId? replaced)
    {
        var units = Read(content, (replaced is { } id ? _recent.Find(id) : null) ?? ReadVersion.Empty, out var version);
        if (version is not null)
        {
            _recent.Add(blob, version);
        }

        return units;
    }

    public UnitSequence? Recent(ObjectId blob) => _recent.Find(blob)?.Units;

    public int[] LinesOf(ReadOnlySpan<byte> content)
    {
        var text = _decoder.Decode(content, out var encoding);
        if (encoding == SourceEncoding.NotText)
        {
            return [];
        }

        _tokens.Clear();
        _scanner.Scan(text, _tokens);
        var lines = new int[_tokens.Count];
        var (line, at) = (1, 0);
        for (var token = 0; token < lines.Length; token++)
        {
            line += text[at.._tokens.Starts[token]].Count((byte)'\n');
            at = _tokens.Starts[token];
            lines[token] = line;
        }

        return lines;
    }

    /// <summary>Reads a text of which another version was read, and scans only what lies between the lines that both have.</summary>
    /// <param name="content">The blob.</param>
    /// <param name="previous">Any text: the result is the same with each, the time is not.</param>
    /// <param name="version">What reads the next version; null when the content is no text.</param>
    internal UnitSequence? Read(ReadOnlySpan<byte> content, ReadVersion previous, out ReadVersion? version)
    {
        version = null;
        var text = _decoder.Decode(content, out var encoding);
        if (encoding == SourceEncoding.NotText)
        {
            return null;
        }

        var units = previous.Units is { } known ? Read(text, previous, known) : Read(text, ReadVersion.Empty, UnitSequence.Empty);
        version = new ReadVersion(_builder.Landmarks, text.Length, units);
        return units;
    }

    private UnitSequence Read(ReadOnlySpan<byte> text, ReadVersion previous, UnitSequence known)
    {
        _builder.Start(text);
        _rejoin.Start(previous);
        var here = ScanPoint.Start;
        var there = 0;
        while (TakeOver(text, previous, known, ref here, ref there) && ScanOn(text, previous, ref here, ref there))
        {
        }

        var units = _builder.Build(known, GeneratedHeader.IsIn(text));
        units.AnchorLike(known);
        return units;
    }

    // From landmarks that are the same in both texts to the last one before they differ. False at the end of both.
    private bool TakeOver(ReadOnlySpan<byte> text, ReadVersion previous, UnitSequence known, ref ScanPoint here, ref int there)
    {
        var landmarks = previous.Landmarks;
        var position = here.Position;
        var last = _rejoin.IsSameFrom(there, text, position) ? landmarks.Length : there;
        while (last < landmarks.Length && previous.HasStretch(last, text, position))
        {
            position += previous.EndOf(last) - landmarks[last].Point.Position;
            last++;
        }

        if (last > there)
        {
            _builder.Append(previous, known, there, last, text);
            there = last;
            here = last < landmarks.Length ? landmarks[last].Point with { Position = position } : here;
        }

        return last < landmarks.Length;
    }

    // From a point at which the texts differ to one from which they are the same again. False at the end of the text.
    private bool ScanOn(ReadOnlySpan<byte> text, ReadVersion previous, ref ScanPoint here, ref int there)
    {
        _tokens.Clear();
        _rejoin.LookFrom(there);
        var isMore = _scanner.Scan(text, here, _tokens, toNextPoint: previous.Landmarks.Length > 1);
        while (isMore)
        {
            here = _tokens.Points[^1];
            there = _rejoin.Find(text, here);
            if (there != Rejoin.None)
            {
                break;
            }

            isMore = _scanner.Scan(text, here, _tokens, toNextPoint: true);
        }

        _builder.Append(text, _tokens, toEnd: !isMore);
        return isMore;
    }
}
