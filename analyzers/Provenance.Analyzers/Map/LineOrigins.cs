using System.Buffers;
using System.Threading;
using Microsoft.CodeAnalysis.Text;
using Provenance.Shared.Map;

namespace Provenance.Analyzers.Map;

/// <summary>The map's runs laid over the text that is being analysed, which may have been edited since it was committed.</summary>
internal sealed class LineOrigins
{
    private readonly int[]? _committedOfLine;
    private readonly MappedFile _file;

    private LineOrigins(MappedFile file, int[]? committedOfLine)
    {
        _file = file;
        _committedOfLine = committedOfLine;
    }

    public static LineOrigins Of(MappedFile file, SourceText text, CancellationToken cancellationToken)
    {
        var fingerprint = FingerprintOf(text, cancellationToken);
        return fingerprint.Hash == file.Hash && fingerprint.Lines.Length == file.LineHashes.Length
            ? new LineOrigins(file, null)
            : new LineOrigins(file, LineAlignment.Align(file.LineHashes, fingerprint.Lines));
    }

    /// <summary>True when the line of the analysed text, 0-based, is not in the committed one: nothing is known of it.</summary>
    public bool IsUncommitted(int line) => _committedOfLine is not null && _committedOfLine[line] == LineAlignment.Uncommitted;

    /// <summary>The run of that line, 0-based; null when it is uncommitted or the map says nothing of it.</summary>
    public MappedRun? RunAt(int line)
    {
        var committed = _committedOfLine is null ? line : _committedOfLine[line];
        var (low, high) = (0, _file.Runs.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_file.Runs[middle].LastLine < committed)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return committed >= 0 && low < _file.Runs.Length && _file.Runs[low].FirstLine <= committed ? _file.Runs[low] : null;
    }

    private static TextFingerprint FingerprintOf(SourceText text, CancellationToken cancellationToken)
    {
        var hasher = new TextHasher();
        var buffer = ArrayPool<char>.Shared.Rent(8192);
        try
        {
            for (var at = 0; at < text.Length; at += buffer.Length)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var length = Math.Min(buffer.Length, text.Length - at);
                text.CopyTo(at, buffer, 0, length);
                hasher.Append(buffer.AsSpan(0, length));
            }
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }

        return hasher.Complete();
    }
}
