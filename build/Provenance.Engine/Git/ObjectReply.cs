using System.Globalization;

namespace Provenance.Engine.Git;

/// <summary>What <c>cat-file --batch</c> answered for one object.</summary>
public enum ReplyKind
{
    /// <summary>git ended before answering, or answered something else and must not be asked again. Not for a damaged object, unless too many were before it (<see cref="GitLimits.Restarts"/>).</summary>
    Ended,

    /// <summary>Missing or damaged.</summary>
    Missing,

    Whole,

    /// <summary>Longer than the limit, which is <see cref="GitLimits.ObjectBytes"/> unless the caller set one: its beginning was kept, the rest read past.</summary>
    Cut,
}

/// <summary>Reads the answers of <c>cat-file --batch</c> off its output.</summary>
internal sealed class ObjectReply(Stream output)
{
    private const int HeaderBytes = 256;

    // Nobody asks by a longer name.
    private const int LongestHeader = 1 << 14;

    private readonly byte[] _buffer = new byte[1 << 17];
    private readonly byte[] _header = new byte[HeaderBytes];
    private byte[] _content = new byte[1 << 16];
    private int _start;
    private int _end;

    /// <summary>The last answer began and did not end: git named the object and could not hand it out.</summary>
    public bool IsCutShort { get; private set; }

    /// <summary>Reads the next answer.</summary>
    /// <param name="content">Valid until the next call; empty unless the kind is <see cref="ReplyKind.Whole"/> or <see cref="ReplyKind.Cut"/>.</param>
    /// <param name="limit">Bytes that are kept.</param>
    public ReplyKind Next(out ReadOnlySpan<byte> content, int limit = GitLimits.ObjectBytes)
    {
        content = default;
        IsCutShort = false;
        if (!TryReadHeader(out var header))
        {
            return ReplyKind.Ended;
        }

        // "<id> <type> <size>" or "<id> missing"
        var last = header.LastIndexOf((byte)' ');
        if (!long.TryParse(header[(last + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var size))
        {
            return header.EndsWith(" missing"u8) ? ReplyKind.Missing : ReplyKind.Ended;
        }

        if (size > GitLimits.SkippedBytes)
        {
            return ReplyKind.Ended;
        }

        var kept = (int)Math.Min(size, limit);
        if (_content.Length < kept)
        {
            _content = new byte[Math.Max(kept, _content.Length * 2)];
        }

        if (!ReadExactly(_content.AsSpan(0, kept)) || !Skip(size - kept) || ReadByte() != '\n')
        {
            IsCutShort = true;
            return ReplyKind.Ended;
        }

        content = _content.AsSpan(0, kept);
        return kept == size ? ReplyKind.Whole : ReplyKind.Cut;
    }

    // The line, or the end of a long one: git repeats what it was asked for and does not have, and the next answer begins behind it.
    private bool TryReadHeader(out ReadOnlySpan<byte> header)
    {
        header = default;
        var (kept, length) = (0, 0);
        int b;
        while ((b = ReadByte()) is not ('\n' or -1))
        {
            if (++length > LongestHeader)
            {
                return false;
            }

            if (kept == HeaderBytes)
            {
                kept = HeaderBytes / 2;
                _header.AsSpan(kept).CopyTo(_header);
            }

            _header[kept++] = (byte)b;
        }

        header = _header.AsSpan(0, kept);
        return b >= 0;
    }

    private int ReadByte()
    {
        if (_start == _end && !Fill())
        {
            return -1;
        }

        return _buffer[_start++];
    }

    private bool ReadExactly(Span<byte> target)
    {
        while (target.Length > 0)
        {
            if (_start == _end && !Fill())
            {
                return false;
            }

            var take = Math.Min(target.Length, _end - _start);
            _buffer.AsSpan(_start, take).CopyTo(target);
            _start += take;
            target = target[take..];
        }

        return true;
    }

    private bool Skip(long count)
    {
        while (count > 0)
        {
            if (_start == _end && !Fill())
            {
                return false;
            }

            var take = (int)Math.Min(count, _end - _start);
            _start += take;
            count -= take;
        }

        return true;
    }

    private bool Fill()
    {
        _start = 0;
        _end = output.Read(_buffer, 0, _buffer.Length);
        return _end > 0;
    }
}
