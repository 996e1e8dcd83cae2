// The reference page chooses light or dark by a class on its body; our tokens by an attribute on <html>.
const follow = () => {
  const { classList } = document.body;
  if (classList.contains("dark-mode")) document.documentElement.dataset.theme = "dark";
  else if (classList.contains("light-mode")) document.documentElement.dataset.theme = "light";
};
new MutationObserver(follow).observe(document.body, { attributes: true, attributeFilter: ["class"] });
follow();
