//! What can be a syllable of Vietnamese: onset, rime and tone in the order of the orthography.

use std::collections::HashSet;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

const ONSETS: [&str; 28] = [
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph", "qu", "r", "s", "t", "th",
    "tr", "v", "x",
];

/// Rimes without their tones.
const RIMES: &str = "\
a ac ach ai am an ang anh ao ap at au ay ă ăc ăm ăn ăng ăp ăt â âc âm ân âng âp ât âu ây \
e ec em en eng eo ep et ê êch êm ên ênh êp êt êu \
i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu y ya yêm yên yêng yêt yêu ych ynh yt ym yn yp yu \
o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot \
ô ôc ôi ôm ôn ông ôp ôt ôông ơ ơi ơm ơn ơp ơt \
u ua uân uâng uât uây uc ue uê uêch uên uênh uêu ui um un ung uô uôc uôi uôm uôn uông uôt uơ up ut uy uya uych uyên uyêt uynh uyt uyu uyp uyn \
ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu";

static KNOWN: LazyLock<HashSet<&str>> = LazyLock::new(|| RIMES.split_ascii_whitespace().collect());

/// Acute and dot below, which alone go with a stop at the end, and the others.
const CHECKED: [char; 2] = ['\u{301}', '\u{323}'];
const SMOOTH: [char; 3] = ['\u{300}', '\u{303}', '\u{309}'];

/// Whether a word, in any case, is a syllable that Vietnamese can have.
pub(crate) fn is_syllable(word: &str) -> bool {
    let lower = word.to_lowercase();
    let tones: Vec<char> = lower.nfd().filter(|ch| CHECKED.contains(ch) || SMOOTH.contains(ch)).collect();
    let plain: String = lower.nfd().filter(|ch| !tones.contains(ch)).nfc().collect();
    let stopped = plain.ends_with(['c', 'p', 't']) || plain.ends_with("ch");
    if tones.len() > 1 || stopped && !tones.iter().all(|tone| CHECKED.contains(tone)) {
        return false;
    }
    let fits = |(onset, rime): (&str, &str)| {
        let front = rime.starts_with(['e', 'ê', 'i', 'y']);
        let agrees = match onset {
            "k" | "gh" | "ngh" => front,
            "c" | "ng" => !front,
            _ => true,
        };
        agrees && KNOWN.contains(rime)
    };
    // `gì` and `giêng` write the i of the onset and of the rime once.
    ONSETS.iter().filter_map(|onset| Some((*onset, plain.strip_prefix(onset)?))).any(fits)
}

/// Of the words that hold a letter beyond ASCII, how many there are and how many are syllables. A
/// sign of Latin-1 within a word is one of its letters in another encoding.
pub(crate) fn count(text: &str) -> (usize, usize) {
    let is_part = |ch: char| ch.is_alphabetic() || matches!(ch, '\u{a1}'..='\u{bf}' | '×' | '÷' | '\u{300}'..='\u{36f}');
    let words = text.split(|ch| !is_part(ch)).map(|word| word.trim_matches(['«', '»', '·', '§']));
    words.filter(|word| !word.is_ascii()).fold((0, 0), |(all, sound), word| (all + 1, sound + usize::from(is_syllable(word))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_syllables() {
        for word in ["Quảng", "nghiêng", "giữ", "gì", "ĐƯỜNG", "khuya", "uỷ", "ủy", "hoà", "quốc", "thuyền", "xoong", "yêu", "giếng"]
        {
            assert!(is_syllable(word), "{word}");
        }
        for word in ["KÕ", "ho¹ch", "tuyeân", "phöông", "Äng", "café́", "ngghi", "bcd", "bạc̣"] {
            assert!(!is_syllable(word), "{word}");
        }
    }
}
