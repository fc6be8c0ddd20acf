using System.Buffers;

namespace Provenance.Engine.History.Scanning;

/// <summary>
/// Interpolated strings of every form, nested to any depth. To the lexer such a string is one token; its holes are only
/// followed far enough to find its end. The nesting is kept on a stack of our own: a hostile file cannot exhaust the thread's.
/// </summary>
internal sealed class InterpolatedString
{
    private const int NoFrame = -1;

    private static readonly SearchValues<byte> NormalStops = SearchValues.Create([(byte)'"', (byte)'{', (byte)'}', (byte)'\\', (byte)'\r', (byte)'\n', 0xC2, 0xE2]);
    private static readonly SearchValues<byte> VerbatimStops = SearchValues.Create("\"{}"u8);
    private static readonly SearchValues<byte> SingleLineRawStops = SearchValues.Create([(byte)'"', (byte)'{', (byte)'}', (byte)'\r', (byte)'\n', 0xC2, 0xE2]);
    private static readonly SearchValues<byte> HoleStops = SearchValues.Create("#$:})]\"'@/{(["u8);
    private static readonly SearchValues<byte> FormatStops = SearchValues.Create("\\\"{}"u8);

    /// <summary>Where the holes of the outermost string lie, in their order; not kept when null.</summary>
    public List<(int Start, int End)>? Holes { get; init; }

    private Frame[] frames = new Frame[16];
    private int count;

    private enum Form : byte
    {
        Normal,
        Verbatim,
        SingleLineRaw,
        MultiLineRaw,
    }

    private enum Place : byte
    {
        Content,
        Hole,
        Bracket,
    }

    /// <summary>Whether a string with holes begins at a dollar sign; a lone dollar sign is no token's start.</summary>
    public static bool StartsAtDollar(ReadOnlySpan<byte> text, int position) =>
        (uint)(position + 1) < (uint)text.Length && text[position + 1] is (byte)'$' or (byte)'@' or (byte)'"';

    /// <summary>End of the token whose first dollar or at sign is at a position.</summary>
    /// <remarks>Roslyn calls <c>@$</c> and <c>$$</c> without any quote an interpolated string as well, of those characters only.</remarks>
    public int End(ReadOnlySpan<byte> text, int position)
    {
        count = 0;
        position = Open(text, position, NoFrame);
        while (count > 0)
        {
            var top = count - 1;
            position = frames[top].Place == Place.Content
                ? ReadContent(text, position, top)
                : ReadCode(text, position, top);
        }

        return position;
    }

    // Reads dollars, at signs and quotes, and puts the string's frame on the stack unless there are no quotes.
    private int Open(ReadOnlySpan<byte> text, int position, int outer)
    {
        if (position + 2 < text.Length && text[position + 2] == '"'
            && ((text[position] == '$' && text[position + 1] == '@') || (text[position] == '@' && text[position + 1] == '$')))
        {
            Push(new Frame { Place = Place.Content, Form = Form.Verbatim, Dollars = 1, Quotes = 1, Outer = outer });
            return position + 3;
        }

        if (PhysicalLine.Is(text, position, '$') && PhysicalLine.Is(text, position + 1, '"')
            && !(PhysicalLine.Is(text, position + 2, '"') && PhysicalLine.Is(text, position + 3, '"')))
        {
            Push(new Frame { Place = Place.Content, Form = Form.Normal, Dollars = 1, Quotes = 1, Outer = outer });
            return position + 2;
        }

        var dollar = StringToken.EndOfRun(text, position, (byte)'@');
        var suffix = StringToken.EndOfRun(text, dollar, (byte)'$');
        var quote = StringToken.EndOfRun(text, suffix, (byte)'@');
        var content = StringToken.EndOfRun(text, quote, (byte)'"');
        var quotes = content - quote;
        if (quotes == 0)
        {
            return content;
        }

        var endOfLine = PhysicalLine.EndOfWhiteSpace(text, content);
        var isMultiLine = PhysicalLine.IsEnd(text, endOfLine, out var length);
        Push(new Frame
        {
            Place = Place.Content,
            Form = isMultiLine ? Form.MultiLineRaw : Form.SingleLineRaw,
            Dollars = suffix - dollar,
            Quotes = quotes,
            HasError = dollar > position || quote > suffix || quotes < 3,
            Outer = outer,
        });
        return isMultiLine ? endOfLine + length : content;
    }

    // Reads text up to the next hole, which goes on the stack, or to the string's end, which takes the string off it.
    private int ReadContent(ReadOnlySpan<byte> text, int position, int top)
    {
        var frame = frames[top];
        var isRaw = frame.Form is Form.SingleLineRaw or Form.MultiLineRaw;
        var stops = frame.Form switch
        {
            Form.Normal => NormalStops,
            Form.SingleLineRaw => SingleLineRawStops,
            _ => VerbatimStops,
        };
        while (true)
        {
            var offset = text[position..].IndexOfAny(stops);
            if (offset < 0)
            {
                count = top;
                return text.Length;
            }

            position += offset;
            switch (text[position])
            {
                case (byte)'"' when isRaw:
                    var end = StringToken.EndOfRun(text, position, (byte)'"');
                    if (end - position >= frame.Quotes)
                    {
                        count = top;
                        return end;
                    }

                    position = end;
                    break;
                case (byte)'"':
                    // After an error the next quote ends the string, doubled or not, so that a missing brace does not swallow the file.
                    if (frame.Form == Form.Normal || frames[top].HasError || !PhysicalLine.Is(text, position + 1, '"'))
                    {
                        count = top;
                        return position + 1;
                    }

                    position += 2;
                    break;
                case (byte)'}' when isRaw:
                    var close = StringToken.EndOfRun(text, position, (byte)'}');
                    frames[top].HasError |= close - position >= frame.Dollars;
                    position = close;
                    break;
                case (byte)'}':
                    var isDoubled = PhysicalLine.Is(text, position + 1, '}');
                    frames[top].HasError |= !isDoubled;
                    position += isDoubled ? 2 : 1;
                    break;
                case (byte)'{' when isRaw:
                    var open = StringToken.EndOfRun(text, position, (byte)'{');
                    var braces = open - position;
                    position = open;
                    if (braces >= frame.Dollars)
                    {
                        frames[top].HasError |= braces >= 2 * frame.Dollars;
                        Push(new Frame { Place = Place.Hole, Closing = (byte)'}', Outer = top, Start = position });
                        return position;
                    }

                    break;
                case (byte)'{':
                    if (!PhysicalLine.Is(text, position + 1, '{'))
                    {
                        Push(new Frame { Place = Place.Hole, Closing = (byte)'}', Outer = top, Start = position });
                        return position + 1;
                    }

                    position += 2;
                    break;
                case (byte)'\\':
                    position = ReadEscape(text, position, top);
                    break;
                default:
                    if (PhysicalLine.IsEnd(text, position, out _))
                    {
                        count = top;
                        return position;
                    }

                    position++;
                    break;
            }
        }
    }

    // Reads code in a hole, or in brackets in a hole, up to a nested frame or to its own end.
    private int ReadCode(ReadOnlySpan<byte> text, int position, int top)
    {
        var frame = frames[top];
        var content = frame.Outer;
        while (true)
        {
            var offset = text[position..].IndexOfAny(HoleStops);
            if (offset < 0)
            {
                return Close(text, text.Length, top);
            }

            position += offset;
            var value = text[position];
            switch (value)
            {
                case (byte)'#':
                    frames[content].HasError = true;
                    position++;
                    break;
                case (byte)'$' when StartsAtDollar(text, position):
                    return Open(text, position, content);
                case (byte)':' when frame.Place == Place.Hole:
                    return Close(text, ReadFormat(text, position + 1, content), top);
                case (byte)'}' or (byte)')' or (byte)']':
                    if (value == frame.Closing)
                    {
                        return Close(text, position, top);
                    }

                    frames[content].HasError = true;
                    position++;
                    break;
                case (byte)'"':
                    if (frames[content].HasError)
                    {
                        return Close(text, position, top);
                    }

                    position = StringToken.End(text, position);
                    break;
                case (byte)'\'':
                    position = StringToken.EndOfCharacter(text, position);
                    break;
                case (byte)'@':
                    var end = StringToken.EndOfRun(text, position, (byte)'@');
                    if (PhysicalLine.Is(text, end, '"'))
                    {
                        position = StringToken.EndOfVerbatim(text, end);
                    }
                    else if (PhysicalLine.Is(text, end, '$'))
                    {
                        return Open(text, position, content);
                    }
                    else
                    {
                        position = PhysicalLine.Is(text, position + 1, '*') ? Comment.EndOfBlock(text, position) : position + 1;
                    }

                    break;
                case (byte)'/':
                    position = PhysicalLine.Is(text, position + 1, '/') ? PhysicalLine.End(text, position)
                        : PhysicalLine.Is(text, position + 1, '*') ? Comment.EndOfBlock(text, position)
                        : position + 1;
                    break;
                case (byte)'{':
                    return PushBracket(position, '}', content);
                case (byte)'(':
                    return PushBracket(position, ')', content);
                case (byte)'[':
                    return PushBracket(position, ']', content);
                default:
                    position++;
                    break;
            }
        }
    }

    private int PushBracket(int position, char closing, int content)
    {
        Push(new Frame { Place = Place.Bracket, Closing = (byte)closing, Outer = content });
        return position + 1;
    }

    // Takes a hole or a bracket off the stack, with its closing braces or bracket where they are there.
    private int Close(ReadOnlySpan<byte> text, int position, int top)
    {
        count = top;
        var frame = frames[top];
        if (frame.Place == Place.Bracket)
        {
            return PhysicalLine.Is(text, position, frame.Closing) ? position + 1 : position;
        }

        ref var content = ref frames[frame.Outer];
        if (content.Outer == NoFrame)
        {
            Holes?.Add((frame.Start, position));
        }

        if (content.Form is Form.Normal or Form.Verbatim)
        {
            if (PhysicalLine.Is(text, position, '}'))
            {
                return position + 1;
            }

            content.HasError = true;
            return position;
        }

        // Excess braces after a raw string's hole are content again.
        var end = StringToken.EndOfRun(text, position, (byte)'}');
        if (end - position >= content.Dollars)
        {
            return position + content.Dollars;
        }

        content.HasError = true;
        return end;
    }

    // Reads a format up to its brace, or to a quote that ends the string too early.
    private int ReadFormat(ReadOnlySpan<byte> text, int position, int content)
    {
        var form = frames[content].Form;
        while (true)
        {
            var offset = text[position..].IndexOfAny(FormatStops);
            if (offset < 0)
            {
                return text.Length;
            }

            position += offset;
            switch (text[position])
            {
                case (byte)'}':
                    return position;
                case (byte)'{':
                    frames[content].HasError = true;
                    position++;
                    break;
                case (byte)'"':
                    if (form != Form.Verbatim || !PhysicalLine.Is(text, position + 1, '"'))
                    {
                        return position;
                    }

                    position += 2;
                    break;
                default:
                    position = form == Form.Normal ? ReadEscape(text, position, content) : position + 1;
                    break;
            }
        }
    }

    // An escape that stands for a brace is an error, and an error changes where the string ends.
    private int ReadEscape(ReadOnlySpan<byte> text, int position, int content)
    {
        if (position + 1 < text.Length && text[position + 1] is (byte)'u' or (byte)'U' or (byte)'x')
        {
            frames[content].HasError |= UnicodeEscape.Read(text, position, out var end) is '{' or '}';
            return end;
        }

        frames[content].HasError |= PhysicalLine.Is(text, position + 1, '{') || PhysicalLine.Is(text, position + 1, '}');
        return StringToken.EndOfSimpleEscape(text, position);
    }

    private void Push(Frame frame)
    {
        if (count == frames.Length)
        {
            Array.Resize(ref frames, count * 2);
        }

        frames[count++] = frame;
    }

    private struct Frame
    {
        public Place Place;
        public Form Form;
        public byte Closing;
        public bool HasError;
        public int Dollars;
        public int Quotes;

        /// <summary>Of a hole or bracket: the frame of the string whose code it is.</summary>
        public int Outer;

        /// <summary>Of a hole: where it begins.</summary>
        public int Start;
    }
}
