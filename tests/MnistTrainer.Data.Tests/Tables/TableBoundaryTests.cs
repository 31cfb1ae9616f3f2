using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data.Tests;

/// <summary>Where images end and tables begin.</summary>
public sealed class TableBoundaryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Columns_with_names_of_pixels_are_images()
    {
        Assert.False(IsTable(Wide("label," + Names("pixel", 64), 64, random => random.Next(256))));
        Assert.False(IsTable("label,1x1,1x2,2x1,2x2\n3,0,255,1,0\n4,5,6,7,8\n"));
        Assert.False(IsTable("label,p1,p2,p3,p4,writer\n3,0,255,1,0,ann\n4,5,6,7,8,bob\n"));
    }

    [Fact]
    public void A_family_of_names_is_an_image_where_its_number_is_that_of_one()
    {
        Assert.False(IsTable(Wide("label," + Names("V", 64), 64, random => random.Next(256))));
        Assert.True(IsTable(Wide("label," + Names("V", 36), 36, random => random.Next(256))));
        Assert.True(IsTable(Wide("label," + Names("V", 180), 180, random => random.Next(2))));
    }

    [Fact]
    public void Other_names_are_those_of_a_table()
    {
        Assert.True(IsTable("age,city,label\n31,Bonn,a\n45,Köln,b\n"));
        Assert.True(IsTable("a,b,c,d,label\n1,2,3,4,0\n5,6,7,8,1\n"));
        string names = string.Join(',', Enumerable.Range(0, 64).Select(i => $"word{(char)('a' + (i % 26))}{(char)('a' + (i / 26))}"));
        Assert.True(IsTable(Wide($"label,{names}", 64, random => random.Next(256))));
    }

    [Fact]
    public void Without_names_the_values_decide()
    {
        Assert.True(IsTable("5.1,3.5,1.4,0.2,setosa\n7.0,3.2,4.7,1.4,versicolor\n", "5"));
        Assert.True(IsTable("5,3,1000,2,a\n7,3,4,14,b\n", "5"));
        Assert.True(IsTable("5,3,x,2,a\n7,3,y,14,b\n", "5"));
        Assert.False(IsTable("0,255,7,0,a\n7,3,4,14,b\n", "5"));
        Assert.False(IsTable(Wide(null, 64, random => random.Next(256)), "1"));
    }

    [Fact]
    public void Names_that_are_not_those_of_pixels_are_reported()
    {
        LoadOptions label = new() { LabelColumn = "label" };
        string sensors = _folder.Write("sensors.csv", Wide("label," + Names("s", 64), 64, random => random.Next(256)));
        Assert.Equal(
            "64 columns from s1 to s64 are read as pixels",
            TableBoundary.FindGuess(sensors, label, TestContext.Current.CancellationToken)
        );
        Assert.Equal(
            "64 columns from s1 to s64 are read as pixels",
            TableBoundary.FindGuess(sensors, LoadOptions.Default, TestContext.Current.CancellationToken)
        );
        Assert.Null(TableBoundary.FindGuess(sensors, label with { Shape = Shape.Image(8, 8) }, TestContext.Current.CancellationToken));
        string pixels = _folder.Write("pixels.csv", Wide("label," + Names("pixel", 64), 64, random => random.Next(256)));
        Assert.Null(TableBoundary.FindGuess(pixels, label, TestContext.Current.CancellationToken));
        string unnamed = _folder.Write("unnamed.csv", Wide(null, 64, random => random.Next(256)));
        Assert.Equal(
            "64 columns without names are read as pixels",
            TableBoundary.FindGuess(unnamed, new LoadOptions { LabelColumn = "1" }, TestContext.Current.CancellationToken)
        );
        Assert.Null(TableBoundary.FindGuess(unnamed, LoadOptions.Default, TestContext.Current.CancellationToken));
        Assert.Null(
            TableBoundary.FindGuess(
                _folder.Write("table.csv", "age,city,label\n31,Bonn,a\n45,Köln,b\n"),
                label,
                TestContext.Current.CancellationToken
            )
        );
    }

    [Fact]
    public void Options_decide()
    {
        string images = _folder.Write("images.csv", "label,p1,p2,p3,p4\n3,0,255,1,0\n4,5,6,7,8\n");
        string table = _folder.Write("table.csv", "age,city,label\n31,Bonn,a\n45,Köln,b\n");
        LoadOptions label = new() { LabelColumn = "label" };
        Assert.True(
            TableBoundary.IsTable(
                images,
                label,
                new TableOptions { Task = TableTask.Classification },
                TestContext.Current.CancellationToken
            )
        );
        Assert.False(
            TableBoundary.IsTable(
                table,
                label with
                {
                    Shape = Shape.Image(1, 2),
                },
                new TableOptions(),
                TestContext.Current.CancellationToken
            )
        );
        Assert.False(TableBoundary.IsTable(table, LoadOptions.Default, new TableOptions(), TestContext.Current.CancellationToken));
        Assert.True(TableBoundary.LooksLikeTable(table, LoadOptions.Default));
        Assert.False(TableBoundary.LooksLikeTable(images, LoadOptions.Default));
        Assert.False(TableBoundary.LooksLikeTable(_folder["missing.csv"], LoadOptions.Default));
    }

    private bool IsTable(string text, string label = "label") =>
        TableBoundary.IsTable(_folder.Write("data.csv", text), new LoadOptions { LabelColumn = label }, new TableOptions());

    private static string Names(string stem, int count) => string.Join(',', Enumerable.Range(1, count).Select(i => $"{stem}{i}"));

    // Neighboring columns resemble each other in no way, so that only their number makes them an image.
    private static string Wide(string? header, int columns, Func<Random, int> value)
    {
        Random random = new(5);
        IEnumerable<string> rows = Enumerable
            .Range(0, 40)
            .Select(row => $"{row % 4}," + string.Join(',', Enumerable.Range(0, columns).Select(_ => value(random))));
        return string.Join('\n', header is null ? rows : rows.Prepend(header)) + "\n";
    }
}
