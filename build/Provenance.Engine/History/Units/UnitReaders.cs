namespace Provenance.Engine.History.Units;

/// <summary>The reader of a mode.</summary>
public static class UnitReaders
{
    public static IUnitReader Create(UnitMode mode) => mode switch
    {
        UnitMode.Line => new LineUnits(),
        UnitMode.Token => new TokenUnits(),
        _ => throw new ArgumentOutOfRangeException(nameof(mode)),
    };
}
