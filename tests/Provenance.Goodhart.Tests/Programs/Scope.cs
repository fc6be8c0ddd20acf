using System.Globalization;

namespace Provenance.Goodhart.Tests.Programs;

/// <summary>The names that code can use at a place, by type. Fields begin with an underscore.</summary>
internal sealed class Scope
{
    private readonly HashSet<string> _used;

    public Scope()
    {
        _used = new(StringComparer.Ordinal);
    }

    private Scope(Scope outer)
    {
        _used = outer._used;
        Numbers.AddRange(outer.Numbers);
        Fixed.AddRange(outer.Fixed);
        Texts.AddRange(outer.Texts);
        Lists.AddRange(outer.Lists);
        Maps.AddRange(outer.Maps);
    }

    /// <summary>Variables of type int that may be assigned.</summary>
    public List<string> Numbers { get; } = [];

    /// <summary>Variables of type int that may not.</summary>
    public List<string> Fixed { get; } = [];

    public List<string> Texts { get; } = [];

    public List<string> Lists { get; } = [];

    public List<string> Maps { get; } = [];

    public Scope Inner() => new(this);

    /// <summary>A name that nothing in the method has.</summary>
    public string NewName(Draw draw)
    {
        var noun = draw.Of(Words.Nouns);
        for (var number = 1; ; number++)
        {
            var name = number == 1 ? noun : noun + number.ToString(CultureInfo.InvariantCulture);
            if (_used.Add(name))
            {
                return name;
            }
        }
    }
}
