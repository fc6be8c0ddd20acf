using System.Collections.Immutable;

namespace Provenance.Engine;

/// <summary>A value for each place of a text, kept as the places where it changes.</summary>
/// <remarks>Lines as the compiler counts them and columns in UTF-16 units, both from 0. A value holds from its step to the next; before the first step, and where nobody set one, it is the default.</remarks>
public sealed class PlaceMap<T>
{
    private PlaceMap(ImmutableArray<PlaceStep<T>> steps) => Steps = steps;

    /// <summary>The default everywhere.</summary>
    public static PlaceMap<T> Empty { get; } = new([]);

    /// <summary>By place, each with another value than the one before; the first is not the default.</summary>
    public ImmutableArray<PlaceStep<T>> Steps { get; }

    /// <param name="steps">By ascending place; of several at one place the last holds.</param>
    public static PlaceMap<T> Of(IEnumerable<PlaceStep<T>> steps)
    {
        var kept = new List<PlaceStep<T>>();
        foreach (var step in steps)
        {
            if (kept.Count > 0 && kept[^1].Place == step.Place)
            {
                kept.RemoveAt(kept.Count - 1);
            }

            if (!Same(kept.Count > 0 ? kept[^1].Value : default!, step.Value))
            {
                kept.Add(step);
            }
        }

        return kept.Count == 0 ? Empty : new PlaceMap<T>([.. kept]);
    }

    /// <summary>The value at a place.</summary>
    public T At(int line, int column)
    {
        var hint = 0;
        return At(line, column, ref hint);
    }

    /// <inheritdoc cref="At(int, int)"/>
    /// <param name="hint">0 at first, then as the last call left it: places that ascend are found at once.</param>
    public T At(int line, int column, ref int hint)
    {
        var place = new Place(line, column);
        var at = hint < Steps.Length && Steps[hint].Place <= place ? hint : Find(place);
        while (at >= 0 && at + 1 < Steps.Length && Steps[at + 1].Place <= place)
        {
            at++;
        }

        hint = Math.Max(at, 0);
        return at < 0 ? default! : Steps[at].Value;
    }

    /// <summary>Whether the value is anywhere.</summary>
    public bool Contains(T value) => Steps.Any(step => Same(step.Value, value));

    /// <summary>Another value in the place of each.</summary>
    public PlaceMap<TResult> Select<TResult>(Func<T, TResult> selector) =>
        PlaceMap<TResult>.Of(Steps.Select(step => new PlaceStep<TResult>(step.Place, selector(step.Value))).Prepend(new(default, selector(default!))));

    /// <summary>What two maps of one text say together.</summary>
    public PlaceMap<TResult> Join<TOther, TResult>(PlaceMap<TOther> other, Func<T, TOther, TResult> selector)
    {
        return PlaceMap<TResult>.Of(Joined());

        IEnumerable<PlaceStep<TResult>> Joined()
        {
            var (mine, theirs) = (default(T)!, default(TOther)!);
            yield return new PlaceStep<TResult>(default, selector(mine, theirs));
            for (int i = 0, j = 0; i < Steps.Length || j < other.Steps.Length;)
            {
                var isMine = j == other.Steps.Length || (i < Steps.Length && Steps[i].Place <= other.Steps[j].Place);
                var place = isMine ? Steps[i].Place : other.Steps[j].Place;
                if (isMine)
                {
                    mine = Steps[i++].Value;
                }
                else
                {
                    theirs = other.Steps[j++].Value;
                }

                yield return new PlaceStep<TResult>(place, selector(mine, theirs));
            }
        }
    }

    /// <summary>The same values with each line in another place.</summary>
    /// <param name="places">Per line the one in which its values belong; negative for a line that is left out. Lines beyond are left out, and lines that nothing is placed on have the default.</param>
    public PlaceMap<T> MoveLines(ImmutableArray<int> places)
    {
        var moved = new List<PlaceStep<T>>();
        var step = -1;
        for (var line = 0; line < places.Length; line++)
        {
            for (; step + 1 < Steps.Length && Steps[step + 1].Place <= new Place(line, 0); step++)
            {
            }

            if (places[line] >= 0)
            {
                moved.Add(new PlaceStep<T>(new Place(places[line], 0), step < 0 ? default! : Steps[step].Value));
                for (var inner = step + 1; inner < Steps.Length && Steps[inner].Place.Line == line; inner++)
                {
                    moved.Add(Steps[inner] with { Place = Steps[inner].Place with { Line = places[line] } });
                }
            }
        }

        var lines = moved.Select(item => item.Place.Line).ToHashSet();
        var gaps = lines.Where(line => !lines.Contains(line + 1)).Select(line => new PlaceStep<T>(new Place(line + 1, 0), default!));
        return Of(moved.Concat(gaps).OrderBy(item => item.Place));
    }

    /// <summary>Whole lines, and pieces of lines that hold several values, that have another value than the default, by place.</summary>
    public IEnumerable<PlaceStretch<T>> Stretches()
    {
        for (var i = 0; i < Steps.Length; i++)
        {
            var (value, start, end) = (Steps[i].Value, Steps[i].Place, i + 1 < Steps.Length ? Steps[i + 1].Place : new Place(int.MaxValue, 0));
            if (Same(value, default!))
            {
                continue;
            }

            if (start.Column > 0 || start.Line == end.Line)
            {
                yield return new PlaceStretch<T>(start.Line, start.Line, start.Column, start.Line == end.Line ? end.Column : null, value);
                start = new Place(start.Line + 1, 0);
            }

            if (start.Line < end.Line)
            {
                yield return new PlaceStretch<T>(start.Line, end.Line - 1, 0, null, value);
            }

            if (start.Line <= end.Line && end.Column > 0)
            {
                yield return new PlaceStretch<T>(end.Line, end.Line, 0, end.Column, value);
            }
        }
    }

    private static bool Same(T a, T b) => EqualityComparer<T>.Default.Equals(a, b);

    // Index of the last step at or before the place; −1 when there is none.
    private int Find(Place place)
    {
        int low = 0, high = Steps.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = Steps[middle].Place <= place ? (middle + 1, high) : (low, middle - 1);
        }

        return high;
    }
}

/// <summary>From a place on a text has a value.</summary>
public readonly record struct PlaceStep<T>(Place Place, T Value)
{
    public PlaceStep(int line, int column, T value)
        : this(new Place(line, column), value)
    {
    }
}

/// <summary>Lines, or a piece of one, that share a value. All from 0.</summary>
/// <param name="LastLine">Inclusive; the first for a piece of a line.</param>
/// <param name="Column">Where a piece begins; 0 for whole lines.</param>
/// <param name="EndColumn">Where a piece ends, exclusive; null at the end of the line.</param>
public readonly record struct PlaceStretch<T>(int FirstLine, int LastLine, int Column, int? EndColumn, T Value);

/// <summary>A place of a text: line and column in UTF-16 units, from 0.</summary>
public readonly record struct Place(int Line, int Column) : IComparable<Place>
{
    public static bool operator <(Place left, Place right) => left.CompareTo(right) < 0;

    public static bool operator >(Place left, Place right) => left.CompareTo(right) > 0;

    public static bool operator <=(Place left, Place right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Place left, Place right) => left.CompareTo(right) >= 0;

    public int CompareTo(Place other) => Line != other.Line ? Line.CompareTo(other.Line) : Column.CompareTo(other.Column);
}
