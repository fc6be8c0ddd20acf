using System.Globalization;
using Provenance.Engine.Claims.Lines;

namespace Provenance.Engine.Claims.Notes;

/// <summary>The part of a note above its divider: files at column 0, and under each its indented entries <c>KEY RANGES</c>.</summary>
internal sealed class NoteAttestation
{
    private readonly Dictionary<string, RunMap> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _keyNumbers = new(StringComparer.Ordinal);
    private readonly List<(string Key, NoteKeyKind Kind)> _keys = [];
    private readonly List<LineRange> _ranges = [];

    public IReadOnlyDictionary<string, RunMap> Files => _files;

    /// <summary>Keys by first mention; their numbers are the values of the files' runs.</summary>
    public IReadOnlyList<(string Key, NoteKeyKind Kind)> Keys => _keys;

    public NoteFlags Flags { get; private set; }

    /// <summary>Lines that an entry took from one of another key, each take-over counted.</summary>
    public long OverlappedLines { get; private set; }

    /// <param name="text">Without CR; lines end with LF.</param>
    public static NoteAttestation Read(ReadOnlySpan<char> text)
    {
        var attestation = new NoteAttestation();
        RunMap? file = null;
        while (!text.IsEmpty)
        {
            var end = text.IndexOf('\n');
            var line = end < 0 ? text : text[..end];
            text = end < 0 ? [] : text[(end + 1)..];
            if (line.IsWhiteSpace())
            {
                continue;
            }

            if (line[0] is ' ' or '\t')
            {
                attestation.ReadEntry(line.Trim(), file);
            }
            else
            {
                file = attestation.FileNamed(line);
            }
        }

        return attestation;
    }

    private RunMap? FileNamed(ReadOnlySpan<char> line)
    {
        var path = line.Length >= 2 && line[0] == '"' && line[^1] == '"' ? line[1..^1] : line;
        if (path.Length is 0 or > Limits.Path)
        {
            Flags |= NoteFlags.BadEntry;
            return null;
        }

        var name = path.ToString();
        if (_files.TryGetValue(name, out var known))
        {
            Flags |= NoteFlags.DuplicateFile;
            return known;
        }

        return _files[name] = new RunMap();
    }

    private void ReadEntry(ReadOnlySpan<char> entry, RunMap? file)
    {
        var end = entry.IndexOfAny(' ', '\t');
        var key = end < 0 ? "" : entry[..end].ToString();
        var kind = NoteKey.KindOf(key);
        if (file is null || kind == NoteKeyKind.None)
        {
            Flags |= NoteFlags.BadEntry;
            return;
        }

        ReadRanges(entry[end..]);
        if (_ranges.Count == 0)
        {
            return;
        }

        if (!_keyNumbers.TryGetValue(key, out var number))
        {
            number = _keys.Count;
            _keyNumbers.Add(key, number);
            _keys.Add((key, kind));
        }

        foreach (var range in _ranges)
        {
            var takenOver = file.Set(range, number);
            OverlappedLines += takenOver;
            Flags |= takenOver > 0 ? NoteFlags.Overlap : NoteFlags.None;
        }
    }

    private void ReadRanges(ReadOnlySpan<char> text)
    {
        _ranges.Clear();
        var highest = 0;
        for (var comma = 0; comma >= 0; text = text[(comma + 1)..])
        {
            comma = text.IndexOf(',');
            if (TryReadRange((comma < 0 ? text : text[..comma]).Trim(), out var range))
            {
                Flags |= range.First <= highest ? NoteFlags.UnsortedRanges : NoteFlags.None;
                highest = Math.Max(highest, range.Last);
                _ranges.Add(range);
            }
            else
            {
                Flags |= NoteFlags.BadRange;
            }
        }
    }

    private static bool TryReadRange(ReadOnlySpan<char> text, out LineRange range)
    {
        var hyphen = text.IndexOf('-');
        var isRead = TryReadNumber(hyphen < 0 ? text : text[..hyphen], out var first) & TryReadNumber(hyphen < 0 ? text : text[(hyphen + 1)..], out var last);
        range = new LineRange(first, last);
        return isRead && first >= 1 && last >= first;
    }

    private static bool TryReadNumber(ReadOnlySpan<char> text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
