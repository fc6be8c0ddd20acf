using System.Runtime.CompilerServices;

namespace Provenance.Engine.History.Scanning;

/// <summary>White space, comments, directives, excluded text and conflict markers between tokens.</summary>
internal static class Trivia
{
    /// <summary>End of the trivia at a position.</summary>
    /// <param name="text">UTF-8.</param>
    /// <param name="position">Behind a token when <paramref name="isTrailing"/>, else before the next.</param>
    /// <param name="isTrailing">
    /// Trivia that trails a token ends with its line, or before a documentation comment, and its directives have no effect.
    /// </param>
    /// <param name="preprocessor">Told of the directives that take effect.</param>
    /// <param name="endsLine">Whether trailing trivia ends because its line does: behind a directive it ends only where the next line begins with something else.</param>
    /// <remarks>
    /// Whether a directive takes effect depends on what precedes it in its line, and Roslyn's idea of that is kept to the letter:
    /// a documentation comment before it does no harm, any other does; a directive that trails a token makes those of the
    /// following lines trail it too, up to the first line that ends otherwise.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int End(ReadOnlySpan<byte> text, int position, bool isTrailing, Preprocessor preprocessor, out bool endsLine)
    {
        var isAloneInLine = !isTrailing;
        endsLine = false;
        while ((uint)position < (uint)text.Length)
        {
            switch (text[position])
            {
                case (byte)' ':
                    position++;
                    if (PhysicalLine.Is(text, position, ' '))
                    {
                        position = PhysicalLine.EndOfWhiteSpace(text, position);
                    }

                    break;
                case (byte)'\t' or (byte)'\v' or (byte)'\f' or 0x1A:
                    position++;
                    break;
                case (byte)'\n' or (byte)'\r':
                    position += text[position] == '\r' && PhysicalLine.Is(text, position + 1, '\n') ? 2 : 1;
                    if (isTrailing)
                    {
                        endsLine = true;
                        return position;
                    }

                    isAloneInLine = true;
                    break;
                case (byte)'/':
                    var isLine = PhysicalLine.Is(text, position + 1, '/');
                    if (!isLine && !PhysicalLine.Is(text, position + 1, '*'))
                    {
                        return position;
                    }

                    if (!Comment.IsDocumentation(text, position))
                    {
                        position = isLine ? PhysicalLine.End(text, position) : Comment.EndOfBlock(text, position);
                        isAloneInLine = false;
                    }
                    else if (isTrailing)
                    {
                        return position;
                    }
                    else
                    {
                        // Roslyn reads a comment that opens with an end tag twice, and forgets all directives on the way back.
                        if (PhysicalLine.Is(text, position + 3, '<') && PhysicalLine.Is(text, position + 4, '/'))
                        {
                            preprocessor.Clear();
                        }

                        position = isLine ? Comment.EndOfDocumentationLines(text, position) : Comment.EndOfBlock(text, position);
                    }

                    break;
                case (byte)'@':
                    if (!PhysicalLine.Is(text, position + 1, '*'))
                    {
                        return position;
                    }

                    position = Comment.EndOfBlock(text, position);
                    isAloneInLine = false;
                    break;
                case (byte)'#':
                    position = isAloneInLine && !isTrailing ? preprocessor.Run(text, position) : DirectiveLine.Next(text, position);
                    isAloneInLine = true;
                    break;
                case (byte)'|' or (byte)'=' or (byte)'<':
                    if (isTrailing || !ConflictMarker.IsAt(text, position))
                    {
                        return position;
                    }

                    position = ConflictMarker.End(text, position);
                    break;
                case < 0x80:
                    return position;
                default:
                    if (PhysicalLine.IsEnd(text, position, out var lineEnd))
                    {
                        position += lineEnd;
                        if (isTrailing)
                        {
                            return position;
                        }

                        isAloneInLine = true;
                        break;
                    }

                    var end = PhysicalLine.EndOfWhiteSpace(text, position);
                    if (end == position)
                    {
                        return position;
                    }

                    position = end;
                    break;
            }
        }

        return position;
    }
}
