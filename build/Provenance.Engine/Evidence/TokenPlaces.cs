using Microsoft.CodeAnalysis.Text;

namespace Provenance.Engine.Evidence;

/// <summary>Turns values of tokens into a map of places.</summary>
/// <remarks>
/// A token's value holds to the next token of its line, and from the first token back to the line's beginning, so that all maps of one text change at
/// beginnings of tokens alone, and lines of one value need no columns. A line on which no token lies has the default.
/// </remarks>
internal sealed class TokenPlaces<T>(SourceText text)
{
    private readonly TextLineCollection _lines = text.Lines;
    private readonly List<PlaceStep<T>> _steps = [];
    private int _line;
    private int _endLine = -1;

    /// <summary>Takes the next token, or a stretch of tokens in one line. By ascending start.</summary>
    public void Add(TextSpan span, T value)
    {
        _line = LineAt(span.Start, _line);
        if (_line > _endLine)
        {
            EndLine();
            _steps.Add(new PlaceStep<T>(_line, 0, value));
        }
        else
        {
            _steps.Add(new PlaceStep<T>(_line, span.Start - _lines[_line].Start, value));
        }

        _endLine = LineAt(span.End - 1, _line);
    }

    public PlaceMap<T> Finish()
    {
        EndLine();
        return PlaceMap<T>.Of(_steps);
    }

    private void EndLine()
    {
        if (_endLine >= 0)
        {
            _steps.Add(new PlaceStep<T>(_endLine + 1, 0, default!));
        }
    }

    private int LineAt(int offset, int from)
    {
        while (from + 1 < _lines.Count && _lines[from + 1].Start <= offset)
        {
            from++;
        }

        return from;
    }
}
