using System.Collections.Immutable;
using System.Text;
using Provenance.Engine.Git;
using Provenance.Engine.History;
using Provenance.Engine.History.Scanning;
using Provenance.Engine.History.Units;
using Provenance.Engine.Notices;

namespace Provenance.Engine.Analysis;

/// <summary>The committed text of a file with its tokens in the order of the replay's units.</summary>
/// <param name="Text">Decoded as the compiler would, without byte order mark.</param>
/// <param name="Weightless">Per token: structural, without weight.</param>
/// <param name="Positions">Per token: where it starts and ends.</param>
public sealed record HeadText(string Text, bool[] Weightless, TokenPosition[] Positions);

/// <summary>Place of a token.</summary>
/// <param name="Line">Line as the compiler counts lines (CR, LF, CRLF, U+0085, U+2028, U+2029), from 0.</param>
/// <param name="GitLine">Line as git counts them (LF), from 0.</param>
/// <param name="Column">In UTF-16 units from 0, in the compiler's line.</param>
/// <param name="EndLine">Of the end, exclusive.</param>
public readonly record struct TokenPosition(int Line, int GitLine, int Column, int EndLine, int EndColumn);

/// <summary>Reads files of a tree again for their text: the replay keeps hashes only.</summary>
public static class HeadTextReader
{
    /// <summary>Reads the files, in their order; null for one that is not text or cannot be read. The notice says how many have gone since their history was stored.</summary>
    public static (ImmutableArray<HeadText?> Texts, Notice? Notice) Read(CleanRoom room, IReadOnlyList<HeadFile> files)
    {
        using var batch = ObjectBatch.Open(room, files.Where(file => file.IsRead).Select(file => file.Blob));
        if (batch is null)
        {
            return ([.. files.Select(_ => (HeadText?)null)], Notice.Of("PROV902"));
        }

        var parser = new HeadTextParser();
        var texts = ImmutableArray.CreateBuilder<HeadText?>(files.Count);
        var unread = new UnreadObjects();
        foreach (var file in files)
        {
            ReadOnlySpan<byte> content = [];
            var kind = file.IsRead ? batch.Next(out content) : ReplyKind.Cut;
            texts.Add(kind == ReplyKind.Whole ? parser.Parse(content) : null);
            if (kind is ReplyKind.Missing or ReplyKind.Ended)
            {
                unread.Add(file.Blob, isVersion: true);
            }
        }

        return (texts.MoveToImmutable(), batch.Finish() ?? UnreadNotice.Of(room.Repository, UnreadObjects.Count(walked: 0, unread)));
    }
}

/// <summary>Scans one text after the other; one instance serves one thread.</summary>
internal sealed class HeadTextParser
{
    private readonly SourceDecoder _decoder = new();
    private readonly TokenScanner _scanner = new();
    private readonly TokenBuffer _tokens = new();

    public HeadText? Parse(ReadOnlySpan<byte> content)
    {
        var utf8 = _decoder.Decode(content, out var encoding);
        if (encoding == SourceEncoding.NotText)
        {
            return null;
        }

        _scanner.Scan(utf8, _tokens);
        var weightless = new bool[_tokens.Count];
        var positions = new TokenPosition[_tokens.Count];
        var cursor = new Cursor(utf8);
        for (var i = 0; i < positions.Length; i++)
        {
            weightless[i] = _tokens.IsStructural(i);
            cursor.MoveTo(_tokens.Starts[i]);
            var (line, gitLine, column) = (cursor.Line, cursor.GitLine, cursor.Column);
            cursor.MoveTo(_tokens.Starts[i] + _tokens.Lengths[i]);
            positions[i] = new TokenPosition(line, gitLine, column, cursor.Line, cursor.Column);
        }

        return new HeadText(Encoding.UTF8.GetString(utf8), weightless, positions);
    }

    /// <summary>Counts lines and columns while it goes through the text once.</summary>
    private ref struct Cursor(ReadOnlySpan<byte> text)
    {
        private readonly ReadOnlySpan<byte> _text = text;
        private int _at;

        public int Line { get; private set; }

        public int GitLine { get; private set; }

        public int Column { get; private set; }

        public void MoveTo(int offset)
        {
            while (_at < offset)
            {
                if (PhysicalLine.IsEnd(_text, _at, out var length))
                {
                    GitLine += _text.Slice(_at, length).Contains((byte)'\n') ? 1 : 0;
                    Line++;
                    Column = 0;
                    _at += length;
                    continue;
                }

                // A UTF-8 sequence of four bytes is two UTF-16 units; continuation bytes are none.
                var b = _text[_at++];
                Column += b >= 0xF0 ? 2 : (b & 0xC0) == 0x80 ? 0 : 1;
            }
        }
    }
}
