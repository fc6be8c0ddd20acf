using Provenance.Shared.Map;

namespace Provenance.Analyzers.Map;

/// <summary>Reads the fields of one record from left to right. Every method is total: what is missing or malformed is false or null.</summary>
/// <param name="start">Behind the record's letter and its blank.</param>
/// <param name="end">Of the line, exclusive. Fields behind those that are asked for are ignored: a later minor version may have added them.</param>
internal struct FieldReader(string text, int start, int end)
{
    private int _at = start;

    /// <summary>The next field as it stands, or null at the end of the line or when it is empty.</summary>
    public string? Next() => TryNext(out var first, out var length) ? text.Substring(first, length) : null;

    public bool TryNumber(out int value)
    {
        value = 0;
        return TryNext(out var first, out var length) && MapFormat.TryNumber(text, first, length, out value);
    }

    /// <summary>True with the index in <paramref name="words"/> of the next field; false when it is none of them.</summary>
    public bool TryWord(string[] words, out int index)
    {
        var field = Next();
        index = field is null ? -1 : Array.IndexOf(words, field);
        return index >= 0;
    }

    /// <summary>True with null for <c>-</c>, and with the text of a field that has the form; else false.</summary>
    public bool TryOptional(Func<string, bool> hasForm, out string? value)
    {
        value = Next();
        if (value is null)
        {
            return false;
        }

        if (string.Equals(value, MapFormat.Absent, StringComparison.Ordinal))
        {
            value = null;
            return true;
        }

        return hasForm(value);
    }

    private bool TryNext(out int first, out int length)
    {
        first = _at;
        length = 0;
        if (_at >= end)
        {
            return false;
        }

        var blank = text.IndexOf(' ', _at, end - _at);
        length = (blank < 0 ? end : blank) - first;
        _at = first + length + 1;
        return length > 0;
    }
}
