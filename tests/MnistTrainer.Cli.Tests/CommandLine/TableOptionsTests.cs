using System.CommandLine;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Tests.CommandLine;

/// <summary>The options about tables, and the remedies that name them.</summary>
public sealed class TableOptionsTests
{
    private static readonly TableOptionGroup Group = new();

    private static ParseResult Parse(params string[] arguments)
    {
        Command command = new("any");
        Group.AddTo(command);
        return command.Parse(arguments);
    }

    [Fact]
    public void Are_passed_on()
    {
        LoadOptions options = Group.Apply(
            Parse("--label", "letter", "--skip", "1,3-6", "--skip", "age", "--size", "16x8", "--no-header", "--encoding", "cp949"),
            LoadOptions.Default
        );
        Assert.Equal(("letter", Shape.Image(16, 8), false), (options.LabelColumn, options.Shape, options.HasHeader));
        Assert.Equal(["1", "3-6", "age"], options.SkippedColumns);
        Assert.Equal(949, options.Encoding?.CodePage);
    }

    [Fact]
    public void Leave_everything_to_be_detected_by_default()
    {
        LoadOptions known = new() { Shape = Shape.Image(28, 28), LabelsRequired = false };
        LoadOptions options = Group.Apply(Parse(), known);
        Assert.Equal((null, known.Shape, null, false), (options.LabelColumn, options.Shape, options.HasHeader, options.LabelsRequired));
        Assert.Empty(options.SkippedColumns);
        Assert.Null(options.Encoding);
    }

    /// <summary>Where an option chooses colors, or a model takes them, a size that is specified keeps them.</summary>
    [Fact]
    public void A_size_is_that_of_images_in_color_where_these_are_asked_for()
    {
        TableOptionGroup choosing = new(choosesColor: true);
        Command command = new("any");
        choosing.AddTo(command);
        LoadOptions Choose(params string[] arguments) => choosing.Apply(command.Parse(arguments), LoadOptions.Default);
        Assert.Equal((null, true), (Choose("--color").Shape, Choose("--color").InColor));
        Assert.Equal(new Shape(3, 16, 8), Choose("--color", "--size", "16x8").Shape);
        Assert.Equal((Shape.Image(16, 8), false), (Choose("--size", "16x8").Shape, Choose("--size", "16x8").InColor));

        LoadOptions model = new() { Shape = new Shape(3, 28, 28) };
        Assert.Equal((model.Shape, true), (Group.Apply(Parse(), model).Shape, Group.Apply(Parse(), model).InColor));
        Assert.Equal(new Shape(3, 16, 8), Group.Apply(Parse("--size", "16x8"), model).Shape);
        Assert.NotEmpty(Parse("--color").Errors);
    }

    [Fact]
    public void A_table_has_a_header_or_none()
    {
        Assert.True(Group.Apply(Parse("--header"), LoadOptions.Default).HasHeader);
        Assert.False(Group.Apply(Parse("--no-header"), LoadOptions.Default).HasHeader);
        Assert.Equal("--no-header: leave it out, or --header.", Assert.Single(Parse("--header", "--no-header").Errors).Message);
    }

    [Fact]
    public void Missing_texts_may_be_numbers_below_0()
    {
        ColumnOptionGroup columns = new();
        Command command = new("any");
        columns.AddTo(command);
        TableOptions options = columns.Apply(command.Parse(["--missing", "-999", "--missing", "-", "--missing=None"]), LoadOptions.Default);
        Assert.Equal(["-999", "-", "None"], options.MissingTexts);
        Assert.True(options.AreOfColumns);
    }

    [Theory]
    [InlineData("--size", "16", "--size: expected height and width, each from 1 to 10000, such as 16x8, found \"16\".")]
    [InlineData("--size", "0x8", "found \"0x8\".")]
    [InlineData("--size", "99999999999x8", "found")]
    [InlineData("--encoding", "klingon", "--encoding: expected an encoding")]
    [InlineData("--skip", "1,,2", "--skip: expected names, numbers or ranges of columns")]
    public void Are_checked(string option, string value, string message) =>
        Assert.Contains(message, Assert.Single(Parse(option, value).Errors).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(nameof(LoadOptions.LabelColumn), "--label COLUMN")]
    [InlineData(nameof(LoadOptions.SkippedColumns), "--skip COLUMNS")]
    [InlineData(nameof(LoadOptions.Shape), "--size HEIGHTxWIDTH")]
    [InlineData(nameof(LoadOptions.InColor), "--color")]
    [InlineData(nameof(LoadOptions.Encoding), "--encoding NAME")]
    public void Are_named_by_errors_of_the_commands_that_have_them(string property, string option)
    {
        using StringWriter writer = new();
        InvalidInputException error = new("t.csv", "a", "b", "Do c") { Option = property };
        Assert.Equal(1, Failure.Report(error, new InspectCommand(), writer));
        Assert.Contains($"Do c. Options: {option}", writer.ToString(), StringComparison.Ordinal);

        using StringWriter other = new();
        Failure.Report(error, new DownloadCommand(), other);
        Assert.DoesNotContain("--", other.ToString(), StringComparison.Ordinal);
    }
}
