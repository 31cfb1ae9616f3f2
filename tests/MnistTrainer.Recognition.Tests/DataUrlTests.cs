using System.Text;
using MnistTrainer.Imaging;

namespace MnistTrainer.Recognition.Tests;

public sealed class DataUrlTests
{
    [Theory]
    [InlineData("data:,A%20brief%20note", "A brief note")] // The example of RFC 2397.
    [InlineData("data:text/plain;base64,TWFu", "Man")] // RFC 4648 and its padding.
    [InlineData("DATA:image/png;BASE64,TWE=", "Ma")]
    [InlineData("data:;base64,TQ%3D%3D", "M")]
    [InlineData("data:;base64,T W\nF u\r\n", "Man")]
    [InlineData("data:text/plain;charset=base64,TWFu", "TWFu")]
    [InlineData("data:,", "")]
    public void What_it_holds_is_decoded(string url, string expected) =>
        Assert.Equal(expected, Encoding.ASCII.GetString(DataUrl.Decode(url, "url")));

    [Theory]
    [InlineData("http://example.org/", "url: expected a data URL, which begins with data:, found \"http://example.org/\".")]
    [InlineData("", "url: expected a data URL, which begins with data:, found nothing.")]
    [InlineData("data:image/png;base64", "url: expected a data URL with a comma before its data, found \"data:image/png;base6...\".")]
    [InlineData("data:,%4", "url: expected two hexadecimal digits behind each %, found \"%4\".")]
    [InlineData("data:,%zz", "url: expected two hexadecimal digits behind each %, found \"%zz\".")]
    [InlineData("data:,é", "url: expected a data URL in ASCII, found the character U+00E9.")]
    [InlineData("data:;base64,TWF", "url: expected base64 behind the comma, found something else at its character 0.")]
    [InlineData("data:;base64,TWFuT*==", "url: expected base64 behind the comma, found something else at its character 4.")]
    public void What_is_none_is_rejected(string url, string message)
    {
        InvalidImageException error = Assert.Throws<InvalidImageException>(() => DataUrl.Decode(url, "url"));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_of_all_values_come_back_from_both_encodings()
    {
        byte[] bytes = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        Assert.Equal(bytes, DataUrl.Decode("data:;base64," + Convert.ToBase64String(bytes), "url"));
        Assert.Equal(bytes, DataUrl.Decode("data:," + string.Concat(bytes.Select(value => $"%{value:x2}")), "url"));
    }

    [Fact]
    public void More_than_a_image_may_have_is_rejected() =>
        Assert.Throws<InvalidImageException>(() => DataUrl.Decode("data:," + new string('a', ImageFile.MaximumBytes + 1), "url"));
}
