namespace Provenance.Engine.History.Units;

/// <summary>The reader that a replay uses.</summary>
public static class UnitReaders
{
    public static IUnitReader Create(ReplayOptions options) => options.Mode switch
    {
        UnitMode.Line when options.WeighsCodeLinesOnly => new CodeLineUnits(options.IgnoresWhiteSpace),
        UnitMode.Line => new LineUnits(options.IgnoresWhiteSpace),
        UnitMode.Token => new TokenUnits(),
        _ => throw new ArgumentOutOfRangeException(nameof(options)),
    };
}
