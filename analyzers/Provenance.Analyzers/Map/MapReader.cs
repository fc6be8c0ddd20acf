using System.Globalization;
using Provenance.Shared.Map;

namespace Provenance.Analyzers.Map;

/// <summary>Reads a map's text (docs/map.md): header and index of the files at once, each file when asked for. Total: every text gives a <see cref="ProvenanceMapText"/>, none an exception.</summary>
internal static class MapReader
{
    private const string EndStart = "e ";
    private const int EndLength = 2 + 16 + 1;

    public static ProvenanceMapText Read(string text)
    {
        var state = ReadVersion(text, out var bodyStart);
        if (state != MapState.Usable || text.Length > MapLimits.MaxChars)
        {
            return ProvenanceMapText.Unusable(state == MapState.Newer ? state : MapState.Unreadable);
        }

        var bodyEnd = text.Length - EndLength;
        return bodyEnd >= bodyStart && IsSealed(text, bodyEnd) && ReadBody(text, bodyStart, bodyEnd) is { } map
            ? map
            : ProvenanceMapText.Unusable(MapState.Unreadable);
    }

    private static MapState ReadVersion(string text, out int bodyStart)
    {
        var lineEnd = text.IndexOf('\n');
        bodyStart = lineEnd + 1;
        if (lineEnd < 0 || !text.StartsWith(MapFormat.Name, StringComparison.Ordinal))
        {
            return MapState.Unreadable;
        }

        var fields = new FieldReader(text, 0, lineEnd);
        if (!string.Equals(fields.Next(), MapFormat.Name, StringComparison.Ordinal) || !fields.TryNumber(out var version) || version < MapFormat.Version)
        {
            return MapState.Unreadable;
        }

        return version > MapFormat.Version ? MapState.Newer : MapState.Usable;
    }

    // The checksum makes a truncated or damaged map one that is not used, instead of one that says something else.
    private static bool IsSealed(string text, int bodyEnd)
    {
        if (string.CompareOrdinal(text, bodyEnd, EndStart, 0, EndStart.Length) != 0 || text[bodyEnd - 1] != '\n' || text[text.Length - 1] != '\n')
        {
            return false;
        }

        var checksum = TextFingerprint.Checksum(text, bodyEnd).ToString("x16", CultureInfo.InvariantCulture);
        return string.CompareOrdinal(text, bodyEnd + EndStart.Length, checksum, 0, checksum.Length) == 0;
    }

    private static ProvenanceMapText? ReadBody(string text, int bodyStart, int bodyEnd)
    {
        var header = new MapHeader();
        var files = new Dictionary<string, MapFileSection>(StringComparer.Ordinal);
        string? path = null;
        var pathStart = 0;
        for (var at = bodyStart; at < bodyEnd;)
        {
            var lineEnd = text.IndexOf('\n', at);
            // A record has a letter and a blank; a longer first word is the record of a later minor version.
            var letter = lineEnd - at >= 2 && text[at + 1] == ' ' ? text[at] : '\0';
            switch (letter)
            {
                case MapFormat.Agent or MapFormat.Origin or MapFormat.Policy:
                    if (path is not null || !header.TryRead(letter, new FieldReader(text, at + 2, lineEnd)))
                    {
                        return null;
                    }

                    break;
                case MapFormat.File:
                    if (!TryCloseFile(at))
                    {
                        return null;
                    }

                    path = new FieldReader(text, at + 2, lineEnd).Next() is { } field ? MapText.Decode(field) : null;
                    pathStart = at + 2;
                    if (path is null || path.Length > MapLimits.MaxPathChars)
                    {
                        return null;
                    }

                    break;
                case MapFormat.Run or MapFormat.Churn or MapFormat.Lines or MapFormat.Units:
                    if (path is null)
                    {
                        return null;
                    }

                    break;
                default:
                    break;
            }

            at = lineEnd + 1;
        }

        return TryCloseFile(bodyEnd) ? new ProvenanceMapText(header, files) : null;

        bool TryCloseFile(int end)
        {
            if (path is null)
            {
                return true;
            }

            if (files.ContainsKey(path))
            {
                return false;
            }

            files.Add(path, new MapFileSection(header, text, pathStart, end));
            return true;
        }
    }
}
