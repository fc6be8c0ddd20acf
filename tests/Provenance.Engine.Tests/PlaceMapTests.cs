using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Provenance.Engine.Ledger;
using Provenance.Testing;

namespace Provenance.Engine.Tests;

/// <summary>Maps beside tables that hold a value for each place.</summary>
public sealed class PlaceMapTests
{
    private const int Lines = 6;
    private const int Columns = 5;

    private static Arbitrary<SpanClass?[]> Tables =>
        Gen.OneOf(Gen.Constant((SpanClass?)null), Gen.Elements(Enum.GetValues<SpanClass>()).Select(value => (SpanClass?)value)).ArrayOf(Lines * Columns).ToArbitrary();

    [Fact]
    public void Map_HasTheValuesThatWereSet() => Check.One(
        Laws.Config, Prop.ForAll(Tables, table => Values(Map(table)).SequenceEqual(table)));

    [Fact]
    public void Map_HasNoStepThatChangesNothing() => Check.One(
        Laws.Config, Prop.ForAll(Tables, table => Map(table).Steps.Select(step => step.Value).Prepend(null).ToArray() is var values && values.Zip(values.Skip(1)).All(pair => pair.First != pair.Second)));

    [Fact]
    public void JoinedMaps_SayTogetherWhatEachSays() => Check.One(
        Laws.Config, Prop.ForAll(Tables, Tables, (a, b) => Values(Map(a).Join(Map(b), Max)).SequenceEqual(a.Zip(b, Max))));

    [Fact]
    public void SelectedValues_StandWhereTheOthersStood() => Check.One(
        Laws.Config, Prop.ForAll(Tables, table => Values(Map(table).Select(value => value is null)).SequenceEqual(table.Select(value => value is null))));

    [Fact]
    public void Hint_ChangesNothing() => Check.One(Laws.Config, Prop.ForAll(Tables, Gen.Choose(0, (Lines * Columns) - 1).ArrayOf().ToArbitrary(), (table, places) =>
    {
        var (map, hint) = (Map(table), 0);
        return places.All(place => map.At(place / Columns, place % Columns, ref hint) == table[place]);
    }));

    [Fact]
    public void SpansOfARecord_GiveTheMapBack() => Check.One(
        Laws.Config, Prop.ForAll(Tables, table => RecordFile.Of("a.cs", "", Map(table)).Places.Steps.SequenceEqual(Map(table).Steps)));

    [Fact]
    public void SpanOfARecord_HoldsThePlacesOfItsClass() => Check.One(Laws.Config, Prop.ForAll(Tables, table =>
    {
        var spans = RecordFile.SpansOf(Map(table));
        return Enumerable.Range(0, table.Length).All(place =>
            spans.Where(span => span.Holds(place / Columns, place % Columns)).Select(span => (SpanClass?)span.Class).SequenceEqual(table[place] is { } value ? [value] : []));
    }));

    [Fact]
    public void MovedLines_KeepTheirValues() => Check.One(Laws.Config, Prop.ForAll(Tables, Gen.Shuffle(Enumerable.Range(-2, Lines + 2)).Select(lines => lines.Take(Lines).ToImmutableArray()).ToArbitrary(), (table, places) =>
    {
        var expected = new SpanClass?[Lines * Columns];
        for (var line = 0; line < Lines; line++)
        {
            if (places[line] >= 0)
            {
                Array.Copy(table, line * Columns, expected, places[line] * Columns, Columns);
            }
        }

        return Values(Map(table).MoveLines(places)).SequenceEqual(expected);
    }));

    [Fact]
    public void WholeLines_NeedNoColumns() => Assert.Equal(
        [new RecordSpan(1, 2, SpanClass.Executable), new RecordSpan(4, 4, SpanClass.Elided)],
        RecordFile.SpansOf(PlaceMap<SpanClass?>.Of([new(0, 0, SpanClass.Executable), new(2, 0, null), new(3, 0, SpanClass.Elided), new(4, 0, null)])).AsEnumerable());

    [Fact]
    public void LineOfSeveralClasses_IsCutIntoPieces() => Assert.Equal(
        [
            new RecordSpan(1, 1, SpanClass.Executable),
            new RecordSpan(2, 2, SpanClass.Executable) { FirstColumn = 1, EndColumn = 9 },
            new RecordSpan(2, 2, SpanClass.Elided) { FirstColumn = 9 },
            new RecordSpan(3, 3, SpanClass.Elided),
        ],
        RecordFile.SpansOf(PlaceMap<SpanClass?>.Of([new(0, 0, SpanClass.Executable), new(1, 8, SpanClass.Elided), new(3, 0, null)])).AsEnumerable());

    private static SpanClass? Max(SpanClass? a, SpanClass? b) => a is null || b > a ? b : a;

    private static PlaceMap<SpanClass?> Map(SpanClass?[] table) => PlaceMap<SpanClass?>.Of(
        table.Select((value, place) => new PlaceStep<SpanClass?>(place / Columns, place % Columns, value)).Append(new PlaceStep<SpanClass?>(Lines, 0, null)));

    private static IEnumerable<T> Values<T>(PlaceMap<T> map) => Enumerable.Range(0, Lines * Columns).Select(place => map.At(place / Columns, place % Columns));
}
