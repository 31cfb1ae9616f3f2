namespace MnistTrainer.Cli.Tests.CommandLine;

public sealed class NearestNameTests
{
    // The classic pairs of the literature on edit distance.
    [Theory]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("saturday", "sunday", 3)]
    [InlineData("", "abc", 3)]
    [InlineData("abc", "", 3)]
    [InlineData("Train", "train", 0)]
    public void Distance_counts_letters_to_change(string from, string to, int distance) =>
        Assert.Equal(distance, NearestName.Distance(from, to));

    [Theory]
    [InlineData("trian", "train")]
    [InlineData("down", "download")]
    [InlineData("EVALUTE", "evaluate")]
    [InlineData("bicycle", null)]
    public void The_nearest_name_is_found_and_a_far_one_is_not(string typed, string? expected) =>
        Assert.Equal(expected, NearestName.Find(typed, ["train", "evaluate", "download"]));
}
