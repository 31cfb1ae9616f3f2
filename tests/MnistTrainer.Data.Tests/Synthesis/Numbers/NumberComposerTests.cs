using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data.Tests.Numbers;

public sealed class NumberComposerTests
{
    // Blocks of ink whose level encodes their label: 100 for 0, 115 for 1, up to 235 for 9.
    private static readonly Samples<byte> Blocks = new(
        Shape.Image(28, 28),
        [.. Enumerable.Range(0, 10).SelectMany(label => Enumerable.Range(0, 784).Select(i => IsBlock(i) ? LevelOf(label) : (byte)0))],
        [.. Enumerable.Range(0, 10)],
        [.. Enumerable.Range(0, 10).Select(label => $"{label}")]
    );

    private static readonly NumberComposer Composer = new(Blocks, seed: 5);

    [Theory]
    [InlineData(NumberSpacing.Apart)]
    [InlineData(NumberSpacing.Touching)]
    public void Boxes_contain_all_ink_and_match_the_labels(NumberSpacing spacing)
    {
        for (int index = 0; index < 40; index++)
        {
            ComposedNumber number = Composer.Compose(index, spacing, NumberPaper.Black);
            Assert.InRange(number.Digits.Count, 2, 6);
            Assert.Equal(number.Digits.Count, number.Boxes.Count);
            Assert.Equal(number.Boxes.OrderBy(box => box.Left), number.Boxes);
            foreach ((int digit, ImageBox box) in number.Digits.Zip(number.Boxes))
                Assert.InRange(
                    number.Image[box.Left + (box.Width / 2), box.Top + (box.Height / 2)],
                    LevelOf(digit) - 2,
                    LevelOf(digit) + 2
                );
            for (int i = 0; i < number.Image.Pixels.Length; i++)
            {
                (int y, int x) = Math.DivRem(i, number.Image.Width);
                Assert.True(
                    number.Image.Pixels[i] == 0 || number.Boxes.Any(box => x >= box.Left && x < box.Right && y >= box.Top && y < box.Bottom)
                );
            }
        }
    }

    [Fact]
    public void Digits_are_apart_or_touch_as_requested()
    {
        for (int index = 0; index < 40; index++)
        {
            IReadOnlyList<ImageBox> apart = Composer.Compose(index, NumberSpacing.Apart, NumberPaper.White).Boxes;
            IReadOnlyList<ImageBox> touching = Composer.Compose(index, NumberSpacing.Touching, NumberPaper.White).Boxes;
            Assert.All(apart.Zip(apart.Skip(1)), pair => Assert.True(pair.Second.Left > pair.First.Right));
            Assert.All(touching.Zip(touching.Skip(1)), pair => Assert.True(pair.Second.Left <= pair.First.Right));
        }
    }

    [Theory]
    [InlineData(NumberPaper.White)]
    [InlineData(NumberPaper.Shaded)]
    [InlineData(NumberPaper.Ruled)]
    [InlineData(NumberPaper.Form)]
    public void Ink_is_darker_than_the_adjacent_paper(NumberPaper paper)
    {
        for (int index = 0; index < 20; index++)
        {
            ComposedNumber number = Composer.Compose(index, NumberSpacing.Apart, paper);
            foreach (ImageBox box in number.Boxes)
                Assert.True(
                    number.Image[box.Left + (box.Width / 2), box.Top + (box.Height / 2)]
                        < number.Image[box.Left - 2, box.Top + (box.Height / 2)] - 30
                );
        }
    }

    [Fact]
    public void Numbers_depend_only_on_the_seed()
    {
        foreach (NumberPaper paper in Enum.GetValues<NumberPaper>())
        {
            ComposedNumber number = Composer.Compose(7, NumberSpacing.Apart, paper);
            ComposedNumber again = new NumberComposer(Blocks, seed: 5).Compose(7, NumberSpacing.Apart, paper);
            Assert.Equal(number.Digits, again.Digits);
            Assert.Equal(number.Boxes, again.Boxes);
            Assert.Equal(number.Image.Pixels, again.Image.Pixels);
            Assert.NotEqual(number.Boxes, new NumberComposer(Blocks, seed: 6).Compose(7, NumberSpacing.Apart, paper).Boxes);
            Assert.NotEqual(number.Boxes, Composer.Compose(8, NumberSpacing.Apart, paper).Boxes);
        }
    }

    [Fact]
    public void Images_without_ink_take_no_space()
    {
        NumberComposer blank = new(new Samples<byte>(Shape.Image(28, 28), new byte[784], [0], ["0"]), seed: 1);
        foreach (NumberSpacing spacing in Enum.GetValues<NumberSpacing>())
            Assert.All(blank.Compose(0, spacing, NumberPaper.White).Boxes, box => Assert.Equal((1, 1), (box.Width, box.Height)));
    }

    private static byte LevelOf(int label) => (byte)(100 + (15 * label));

    private static bool IsBlock(int pixel) => pixel % 28 is >= 8 and < 20 && pixel / 28 is >= 4 and < 24;
}
