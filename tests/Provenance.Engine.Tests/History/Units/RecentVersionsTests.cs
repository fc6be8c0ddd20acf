using System.Globalization;
using System.Runtime.CompilerServices;
using Provenance.Engine.Git;
using Provenance.Engine.History.Units;

namespace Provenance.Engine.Tests.History.Units;

public sealed class RecentVersionsTests
{
    [Fact]
    public void WhatWasAskedFor_GoesFirst()
    {
        var size = Version().Bytes;
        var versions = new RecentVersions(3 * size);
        versions.Add(Id(1), Version());
        versions.Add(Id(2), Version());
        versions.Add(Id(3), Version());
        Assert.NotNull(versions.Find(Id(2)));

        versions.Add(Id(4), Version());
        versions.Add(Id(5), Version());

        Assert.Equal([3, 4, 5], Enumerable.Range(1, 5).Where(id => versions.Find(Id(id)) is not null));
        Assert.Equal(3 * size, versions.Bytes);
    }

    [Fact]
    public void SameBlobTwice_IsKeptOnce()
    {
        var versions = new RecentVersions(1 << 20);
        versions.Add(Id(1), Version());
        var last = Version();
        versions.Add(Id(1), last);

        Assert.Same(last, versions.Find(Id(1)));
        Assert.Equal(last.Bytes, versions.Bytes);
    }

    [Fact]
    public void VersionOverTheLimit_IsNotKept()
    {
        var versions = new RecentVersions(10);
        versions.Add(Id(1), Version());

        Assert.Null(versions.Find(Id(1)));
        Assert.Equal(0, versions.Bytes);
    }

    [Fact]
    public void VersionWhoseUnitsNobodyHolds_IsNotKept()
    {
        var versions = new RecentVersions(1 << 20);
        AddOfNobody(versions);
        GC.Collect();

        Assert.Null(versions.Find(Id(1)));
        Assert.Equal(0, versions.Bytes);
    }

    // Apart, so that no frame holds the units.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddOfNobody(RecentVersions versions)
    {
        versions.Add(Id(1), new ReadVersion(ReadVersion.Empty.Landmarks, 0, new UnitSequence([], [], [], [], [])));
        Assert.NotEqual(0, versions.Bytes);
    }

    private static ReadVersion Version() => new(new Landmark[1000], 1000, UnitSequence.Empty);

    private static ObjectId Id(int number) => ObjectId.Parse(number.ToString("D40", CultureInfo.InvariantCulture));
}
