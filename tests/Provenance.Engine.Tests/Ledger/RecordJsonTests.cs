using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Provenance.Engine.Ledger;
using Provenance.Engine.Tests.Policy;
using Provenance.Testing;
using Provenance.Testing.JsonSchema;

namespace Provenance.Engine.Tests.Ledger;

public sealed class RecordJsonTests
{
    public static TheoryData<string> Examples => ["record-2-compiled", "record-2-shipped-pack", "record-2-without-repository"];

    [Theory]
    [MemberData(nameof(Examples))]
    public void PublishedExample_IsReadAndWrittenWithoutLoss(string name)
    {
        var example = Encoding.UTF8.GetBytes(RepositoryFiles.Read($"docs/schema/examples/{name}.json"));

        var written = RecordJson.Write(RecordJson.TryRead(example)!);

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(example), JsonNode.Parse(written)), Encoding.UTF8.GetString(written));
    }

    /// <summary>A ledger keeps what older builds wrote. Their spans are whole lines.</summary>
    [Theory]
    [MemberData(nameof(Examples))]
    public void RecordOfTheFirstVersion_IsRead(string name)
    {
        var old = RepositoryFiles.Read($"docs/schema/examples/{name.Replace("-2-", "-1-", StringComparison.Ordinal)}.json");

        var read = RecordJson.TryRead(Encoding.UTF8.GetBytes(old))!;

        Assert.All(read.Files.SelectMany(file => file.Spans), span => Assert.Equal((0, 0), (span.FirstColumn, span.EndColumn)));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(old.Replace("\"schemaVersion\": 1", "\"schemaVersion\": 2", StringComparison.Ordinal)), JsonNode.Parse(RecordJson.Write(read))));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void WrittenRecord_FollowsTheSchemaInItsOrderAndEndsInOneLineFeed(string name)
    {
        var written = RecordJson.Write(Example(name));

        using var document = JsonDocument.Parse(written);
        Assert.Empty(SchemaDocument.Parse(RepositoryFiles.Read("docs/schema/record-2.json")).ValidateWithKeyOrder(document.RootElement));
        Assert.Equal(written.Length - 1, Array.IndexOf(written, (byte)'\n'));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void RecordWithoutAnyOneKey_IsNoRecord(string name)
    {
        var root = JsonNode.Parse(RecordJson.Write(Example(name)))!.AsObject();
        foreach (var key in root.Select(member => member.Key).Where(key => key != "artifacts"))
        {
            var without = root.DeepClone().AsObject();
            without.Remove(key);

            Assert.Null(RecordJson.TryRead(Encoding.UTF8.GetBytes(without.ToJsonString())));
        }
    }

    [Theory]
    [InlineData("\"schemaVersion\":2", "\"schemaVersion\":3")]
    [InlineData("\"schemaVersion\":2", "\"schemaVersion\":1")]
    [InlineData("\"schemaVersion\":2", "\"schemaVersion\":2,\"author\":\"somebody\"")]
    [InlineData("\"schemaVersion\":2", "\"schemaVersion\":2,\"schemaVersion\":2")]
    [InlineData("\"kind\":\"shipped-pack\"", "\"kind\":\"shipped\"")]
    [InlineData("\"project\":\"src/", "\"project\":\"/src/")]
    [InlineData("\"project\":\"src/", "\"project\":\"\\ud800src/")]
    [InlineData("[5,9,\"shipped\"]", "[9,5,\"shipped\"]")]
    [InlineData("[5,9,\"shipped\"]", "[5,9,\"gone\"]")]
    [InlineData("[5,9,\"shipped\"]", "[5,9]")]
    [InlineData("[5,9,\"shipped\"]", "[5,10,\"shipped\"]")]
    [InlineData("[5,9,\"shipped\"]", "[5,9,\"shipped\",1,3]")]
    [InlineData("[5,9,\"shipped\"]", "[3,3,\"shipped\"]")]
    [InlineData("\"reachable\",1,40]", "\"reachable\",0,40]")]
    [InlineData("\"reachable\",1,40]", "\"reachable\",40,40]")]
    [InlineData("\"reachable\",1,40]", "\"reachable\",1,58]")]
    [InlineData("\"reachable\",1,40]", "\"reachable\",1]")]
    [InlineData("\"reachable\",1,40]", "\"reachable\",1,40,41]")]
    [InlineData("\"reachable\",1,40]", "\"reachable\",\"1\",40]")]
    [InlineData("\"point\":0.699254", "\"point\":1.5")]
    [InlineData("\"point\":0.699254", "\"point\":null")]
    [InlineData("\"unitsLo\":3400", "\"unitsLo\":-1")]
    [InlineData("\"unitsLo\":3400", "\"unitsLo\":9000000000000000000")]
    [InlineData("\"PROV916\"", "\"PROV999\"")]
    public void ChangedRecord_IsNoRecord(string found, string changed)
    {
        var text = Encoding.UTF8.GetString(RecordJson.Write(Example("record-2-shipped-pack")));
        Assert.Contains(found, text, StringComparison.Ordinal);

        Assert.Null(RecordJson.TryRead(Encoding.UTF8.GetBytes(text.Replace(found, changed, StringComparison.Ordinal))));
    }

    [Fact]
    public void DamagedBytes_AreNoRecordOrAnother()
    {
        var written = RecordJson.Write(Example("record-2-compiled"));
        var damage = Gen.Zip(Gen.Choose(0, written.Length - 1), Gen.Choose(0, 255));

        Check.One(Laws.Config.WithMaxTest(2000), Prop.ForAll(damage.ToArbitrary(), change =>
        {
            var damaged = (byte[])written.Clone();
            damaged[change.Item1] = (byte)change.Item2;
            // White space at the end may read the same; everything else that reads is written as it was read.
            return RecordJson.TryRead(damaged) is not { } record || RecordJson.TryRead(RecordJson.Write(record)) is not null;
        }));
    }

    [Fact]
    public void TruncatedBytes_AreNoRecord()
    {
        var written = RecordJson.Write(Example("record-2-compiled"));

        Check.One(
            Laws.Config,
            Prop.ForAll(Gen.Choose(0, written.Length - 2).ToArbitrary(), length => RecordJson.TryRead(written.AsSpan(0, length)) is null));
    }

    [Fact]
    public void TextAfterTheRecord_IsNoRecord()
    {
        var written = RecordJson.Write(Example("record-2-compiled"));

        Assert.Null(RecordJson.TryRead([.. written, .. "{}"u8]));
    }

    [Fact]
    public void NumberWithManyDigits_IsWrittenWithNineDecimals()
    {
        var record = Example("record-2-shipped-pack");
        var headline = record.Figures.ShippedSurvival;
        var third = headline with { Figure = headline.Figure with { Point = 1 / 3.0, ClaimLo = 1e-12, ClaimHi = 1 } };

        var text = Encoding.UTF8.GetString(RecordJson.Write(record with { Figures = record.Figures with { ShippedSurvival = third } }));

        Assert.Contains("\"point\":0.333333333,\"claimLo\":0,\"claimHi\":1,", text, StringComparison.Ordinal);
    }

    private static BuildRecord Example(string name) =>
        RecordJson.TryRead(Encoding.UTF8.GetBytes(RepositoryFiles.Read($"docs/schema/examples/{name}.json")))!;
}
