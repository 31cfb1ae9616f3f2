namespace MnistTrainer.Data.Tests;

public sealed class FileNameLabelsTests
{
    [Theory]
    [InlineData("7_anna 3_anna 7_ben 3_ben", "7 3 7 3", "start")]
    [InlineData("7 3 0", "7 3 0", "start")]
    [InlineData("three_01 four_01 three_02 four_02", "three four three four", "start")]
    [InlineData("three01 four01 three02 four02", "three four three four", "start")]
    [InlineData("anna-7 anna-3", "7 3", "end")]
    [InlineData("00001_7 00002_3 00003_7 00004_3", "7 3 7 3", "end")]
    [InlineData("digit7 digit3", "7 3", "end")]
    [InlineData("label-7(2) label-7 label-3(1)", "7 7 3", "end")]
    [InlineData("IMG_0001 IMG_0002 IMG_0003", null, "none")]
    [InlineData("scan scan2 scan3", null, "none")]
    [InlineData("img_0 img_1 img_2 img_3", null, "none")]
    [InlineData("scan-3 scan-1 scan-2", null, "none")]
    [InlineData("digit_0 digit_1 digit_2", "0 1 2", "end")]
    [InlineData("0 1 2 3", "0 1 2 3", "start")]
    [InlineData("digit_7_sample_1 digit_7_sample_2 digit_3_sample_1 digit_3_sample_2", "7 7 3 3", "after")]
    [InlineData("0001_label4_x 0002_label5_x", "4 5", "after")]
    [InlineData("id=1_label=4 id=2_label=5", "4 5", "end")]
    public void Finds_labels_at_the_start_or_the_end(string names, string? labels, string origin)
    {
        (string[]? found, string where) = FileNameLabels.Find(names.Split(' '));
        Assert.Equal(labels?.Split(' '), found);
        Assert.StartsWith(origin, where, StringComparison.Ordinal);
    }
}
