using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Provenance.Engine.Claims;

/// <summary>What a message says, in reading order, repeats at one position left out.</summary>
/// <param name="HasReview">A review trailer names somebody who is neither an agent nor automation.</param>
internal sealed record ScannedMessage(MessageLayout Layout, ImmutableArray<Claim> Claims, bool HasReview, ClaimFlags Flags);

/// <summary>Reads evidence out of a commit message: one pass over its lines, no look back, whatever they hold.</summary>
/// <remarks>Own scanner because <c>git interpret-trailers</c> stops at a line <c>---</c> and sees only the last paragraph (docs/claims.md).</remarks>
internal sealed class MessageScanner(Registry registry, IdentityReader identities, ImmutableArray<string> reviewKeys)
{
    private readonly FrozenSet<string> _reviewKeys = reviewKeys.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    private readonly TrailerReader _trailers = new(registry, identities);
    private readonly LineReader _lines = new(registry);

    public ScannedMessage Scan(string message, int day)
    {
        var text = MessageText.Of(message);
        var layout = MessageLayout.Of(text, registry);
        var scan = new Pass(text, layout, _lines.MarkersIn(text), day);
        if (layout.Subject >= 0 && text[layout.Subject].Length <= Limits.Line)
        {
            var place = new Evidence(new ClaimPosition(PositionKind.Subject), layout.Shape, day, IsQuoted: false);
            scan.Claims.Add(_lines.Read(registry.SubjectRules, text[layout.Subject].Trim().ToString(), null, place));
        }

        foreach (var region in layout.Regions)
        {
            ScanRegion(scan, region);
        }

        var flags = scan.Flags | (text.IsTruncated ? ClaimFlags.MessageTruncated : ClaimFlags.None);
        return new ScannedMessage(layout, NameRecordedAgents(scan.Claims.ToImmutable()), scan.HasReview, flags);
    }

    private void ScanRegion(Pass scan, MessageRegion region)
    {
        var text = scan.Text;
        var fences = new Fences(text, region);
        for (var line = region.Start; line < region.End; line++)
        {
            if (fences.TrySkip(ref line) || !IsRead(text[line]))
            {
                continue;
            }

            var content = TrailerLine.WithoutPrefix(text[line], out var isQuoted);
            if (content.IsEmpty)
            {
                continue;
            }

            var place = new Evidence(scan.Layout.PositionOf(line, region), scan.Layout.Shape, scan.Day, isQuoted);
            if (!TrailerLine.TrySplit(content, out var key, out var value))
            {
                ReadLine(scan, region, line, content, place);
            }
            else if (registry.FindKey(key) is { } known)
            {
                var (whole, last) = WithContinuation(text, region, line, value, takesAddress: known.Grammar != KeyGrammar.Rule);
                var (claim, flags) = _trailers.Read(known, whole, place);
                scan.Claims.Add(claim);
                scan.Flags |= flags;
                line = last;
            }
            else if (_reviewKeys.Contains(key))
            {
                var (whole, last) = WithContinuation(text, region, line, value, takesAddress: true);
                scan.HasReview |= !isQuoted && _trailers.NamesPerson(whole, scan.Day);
                line = last;
            }
            else
            {
                ReadLine(scan, region, line, content, place);
            }
        }
    }

    private void ReadLine(Pass scan, MessageRegion region, int line, ReadOnlySpan<char> content, Evidence place)
    {
        if (scan.Markers.IsEmpty)
        {
            return;
        }

        var joined = content.StartsWith("<!--") && !content.Contains("-->", StringComparison.Ordinal)
            ? JoinComment(scan.Text, region, line, content)
            : null;
        scan.Claims.Add(_lines.Read(scan.Markers, content.ToString(), joined, place));
    }

    private static bool IsRead(ReadOnlySpan<char> line) => line.Length <= Limits.Line && !TrailerLine.IsIndented(line) && !line.IsWhiteSpace();

    // Bodies that are wrapped by force leave a key without value, or the address of an identity alone on the next line.
    private (string Value, int LastLine) WithContinuation(
        MessageText text, MessageRegion region, int line, ReadOnlySpan<char> value, bool takesAddress)
    {
        var whole = Cut(value).ToString();
        if (value.IsEmpty && NextLine(text, region, line) is { } next)
        {
            line = next;
            whole = Cut(TrailerLine.WithoutPrefix(text[line], out _)).ToString();
        }

        if (takesAddress && whole.Length > 0 && !whole.Contains('<', StringComparison.Ordinal) && line + 1 < region.End && IsAddress(text[line + 1]))
        {
            line++;
            whole = string.Concat(whole, " ", Cut(TrailerLine.WithoutPrefix(text[line], out _)));
        }

        return (whole, line);
    }

    private int? NextLine(MessageText text, MessageRegion region, int line)
    {
        for (line++; line < region.End; line++)
        {
            if (text.IsBlank(line))
            {
                continue;
            }

            var isTrailer = TrailerLine.TrySplit(TrailerLine.WithoutPrefix(text[line], out _), out var key, out _)
                && (registry.FindKey(key) is not null || _reviewKeys.Contains(key));
            return isTrailer || text[line].Length > Limits.Line ? null : line;
        }

        return null;
    }

    private static bool IsAddress(ReadOnlySpan<char> line)
    {
        var content = TrailerLine.WithoutPrefix(line, out _);
        return line.Length <= Limits.Line && content.Length > 2 && content[0] == '<' && content[1..].IndexOfAny("< \t") < 0 && content.Contains('@');
    }

    private static ReadOnlySpan<char> Cut(ReadOnlySpan<char> value) => value.Length <= Limits.Value ? value : value[..Limits.Value];

    private static string? JoinComment(MessageText text, MessageRegion region, int line, ReadOnlySpan<char> first)
    {
        var joined = first.ToString();
        for (var next = line + 1; next < region.End && next <= line + Limits.CommentLines && text[next].Length <= Limits.Line; next++)
        {
            var content = text[next].TrimStart(" \t>").TrimEnd();
            joined = string.Concat(joined, " ", content);
            if (content.Contains("-->", StringComparison.Ordinal))
            {
                return joined;
            }
        }

        return null;
    }

    // A recorder names its agent in a trailer of its own; it holds for the recorder's other trailers of the same commit or section.
    private static ImmutableArray<Claim> NameRecordedAgents(ImmutableArray<Claim> claims)
    {
        if (!claims.Any(claim => claim.Role == ClaimRole.Recorder))
        {
            return claims;
        }

        var named = claims
            .Where(claim => claim.Role == ClaimRole.Recorder && !IsUnresolved(claim))
            .GroupBy(claim => (claim.Surface, claim.Position.Section))
            .ToDictionary(group => group.Key, group => group.First().Agent);
        var resolved = new ClaimList();
        foreach (var claim in claims)
        {
            resolved.Add(claim.Role != ClaimRole.Recorder || !IsUnresolved(claim) ? claim
                : named.TryGetValue((claim.Surface, claim.Position.Section), out var agent) ? claim with { Agent = agent }
                : claim with { Flags = claim.Flags | ClaimFlags.RecorderUnresolved });
        }

        return resolved.ToImmutable();
    }

    private static bool IsUnresolved(Claim claim) => string.Equals(claim.Agent, RegistryAgent.Unresolved, StringComparison.Ordinal);

    private sealed class Pass(MessageText text, MessageLayout layout, ImmutableArray<RegistryRule> markers, int day)
    {
        public MessageText Text => text;

        public MessageLayout Layout => layout;

        public ImmutableArray<RegistryRule> Markers => markers;

        public int Day => day;

        public ClaimList Claims { get; } = new();

        public bool HasReview { get; set; }

        public ClaimFlags Flags { get; set; }
    }
}
